INSERT INTO release (import_id, source_id, part, region, as_of, as_of_basis, state)
VALUES (:import_id, :source_id, :part, :region, :as_of, :as_of_basis, :state) RETURNING id;
