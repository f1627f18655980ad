SELECT staged.key, staged.hash, staged.facts, staged.personal, staged.located, staged.file_hash,
       staged.file, staged.line, old.id, old.hash, old.located, old.ended
FROM staging.staged
LEFT JOIN source_record AS old
    ON old.source_id = :source_id AND old.key = staged.key AND old.latest = 1
WHERE staged.part = :part AND staged.region = :region
ORDER BY staged.key;
