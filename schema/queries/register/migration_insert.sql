INSERT INTO migration (name, hash, applied_at) VALUES (:name, :hash, :applied_at);
