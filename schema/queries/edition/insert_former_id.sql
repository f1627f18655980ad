INSERT INTO former_id (public_id, target) VALUES (:public_id, :target);
