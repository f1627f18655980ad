INSERT INTO personal_data (source_id, key, class, body, digest, recorded_at, retain_until)
VALUES (:source_id, :key, 'contact', :body, :digest, :recorded_at, :retain_until)
ON CONFLICT (source_id, key, class) DO UPDATE SET
    body = CASE WHEN personal_data.erased_at IS NOT NULL AND personal_data.digest = excluded.digest
                THEN NULL ELSE excluded.body END,
    erased_at = CASE WHEN personal_data.digest = excluded.digest THEN personal_data.erased_at END,
    digest = excluded.digest, recorded_at = excluded.recorded_at, retain_until = excluded.retain_until;
