SELECT max(as_of) FROM release
WHERE source_id = :source_id AND part = :part AND region = :region AND state <> 'history';
