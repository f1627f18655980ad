INSERT INTO file (hash, name, bytes) VALUES (:hash, :name, :bytes) ON CONFLICT (hash) DO NOTHING;
