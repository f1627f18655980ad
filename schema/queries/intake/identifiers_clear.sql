DELETE FROM identifier WHERE source_id = :source_id AND key = :key;
