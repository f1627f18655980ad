INSERT INTO info (name, value) VALUES (:name, :value);
