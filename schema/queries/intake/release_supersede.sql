UPDATE release SET state = 'superseded'
WHERE source_id = :source_id AND part = :part AND region = :region AND state = 'current';
