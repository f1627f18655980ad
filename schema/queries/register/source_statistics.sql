SELECT source.code, source.title,
       coalesce((SELECT max(as_of) FROM release WHERE source_id = source.id AND state = 'current'), '') AS as_of,
       (SELECT count(*) FROM source_record WHERE source_id = source.id AND latest = 1 AND until_release IS NULL) AS records,
       (SELECT count(*) FROM source_record WHERE source_id = source.id AND latest = 1 AND ended = 'missing') AS missing,
       (SELECT count(*) FROM review WHERE source_id = source.id) AS in_review
FROM source ORDER BY source.code;
