SELECT record.source_id, record.key, record.facts, record.located, link.facility_id, source.code, record.part
FROM identifier
JOIN source_record AS record ON record.source_id = identifier.source_id AND record.key = identifier.key AND record.latest = 1
JOIN source ON source.id = record.source_id
LEFT JOIN link ON link.source_id = record.source_id AND link.key = record.key
WHERE identifier.scheme = :scheme AND identifier.value = :value
ORDER BY source.code, record.key;
