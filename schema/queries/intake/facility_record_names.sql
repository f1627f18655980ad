SELECT record.facts, record.located FROM link
JOIN source_record AS record ON record.source_id = link.source_id AND record.key = link.key AND record.latest = 1
JOIN source ON source.id = record.source_id
WHERE link.facility_id = :id
ORDER BY record.until_release IS NOT NULL, source.code, record.key LIMIT 1;
