INSERT INTO source (code, title, licence, attribution, url, as_of)
VALUES (:code, :title, :licence, :attribution, :url, :as_of);
