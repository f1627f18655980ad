UPDATE release SET as_of = :as_of WHERE id = :id;
