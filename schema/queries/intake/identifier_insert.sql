INSERT INTO identifier (scheme, value, source_id, key) VALUES (:scheme, :value, :source_id, :key)
ON CONFLICT DO NOTHING;
