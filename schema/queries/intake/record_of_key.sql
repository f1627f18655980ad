SELECT record.source_id, record.key, record.facts, record.located, link.facility_id, source.code, record.part
FROM source_record AS record
JOIN source ON source.id = record.source_id
LEFT JOIN link ON link.source_id = record.source_id AND link.key = record.key
WHERE record.source_id = :source_id AND record.key = :key AND record.latest = 1;
