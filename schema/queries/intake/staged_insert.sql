INSERT INTO staged (key, part, region, hash, facts, personal, located, file_hash, file, line)
VALUES (:key, :part, :region, :hash, :facts, :personal, :located, :file_hash, :file, :line);
