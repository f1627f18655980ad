DELETE FROM link WHERE source_id = :source_id AND key = :key;
