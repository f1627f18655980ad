SELECT 1 FROM review WHERE source_id = :source_id AND key = :key;
