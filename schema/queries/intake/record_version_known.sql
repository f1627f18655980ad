SELECT 1 FROM source_record WHERE source_id = :source_id AND key = :key AND hash = :hash LIMIT 1;
