SELECT id, key FROM source_record
WHERE source_id = :source_id AND part = :part AND region = :region AND latest = 1 AND until_release IS NULL
  AND key NOT IN (SELECT key FROM staging.staged)
ORDER BY key;
