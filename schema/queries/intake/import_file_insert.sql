INSERT INTO import_file (import_id, hash) VALUES (:import_id, :hash) ON CONFLICT DO NOTHING;
