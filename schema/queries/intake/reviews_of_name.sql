SELECT review.source_id, review.key FROM record_name
JOIN review ON review.source_id = record_name.source_id AND review.key = record_name.key
WHERE record_name.municipality = :municipality AND record_name.name_key = :name_key;
