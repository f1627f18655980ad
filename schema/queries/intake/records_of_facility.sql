SELECT record.source_id, record.key, record.facts, record.located, link.facility_id, source.code, record.part
FROM link
JOIN source_record AS record ON record.source_id = link.source_id AND record.key = link.key AND record.latest = 1
JOIN source ON source.id = record.source_id
WHERE link.facility_id = :id
ORDER BY source.code, record.key;
