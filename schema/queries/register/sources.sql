SELECT id, code, title, licence, attribution, url, published, source_kind,
       coalesce((SELECT max(as_of) FROM release WHERE source_id = source.id AND state = 'current'), '') AS as_of
FROM source ORDER BY code;
