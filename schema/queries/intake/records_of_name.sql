SELECT record.source_id, record.key, record.facts, record.located, link.facility_id, source.code, record.part
FROM facility
JOIN link ON link.facility_id = facility.id
JOIN source_record AS record ON record.source_id = link.source_id AND record.key = link.key AND record.latest = 1
JOIN source ON source.id = record.source_id
WHERE facility.municipality = :municipality AND facility.name_key = :name_key AND facility.state = 'active'
ORDER BY facility.id, source.code, record.key;
