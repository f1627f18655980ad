SELECT id, source_id, key, facts, located FROM source_record WHERE latest = 1 ORDER BY id;
