SELECT located FROM source_record
WHERE source_id = :source_id AND key = :key AND hash = :hash AND latest = 1;
