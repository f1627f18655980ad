SELECT DISTINCT link.facility_id FROM record_name
JOIN link ON link.source_id = record_name.source_id AND link.key = record_name.key
WHERE record_name.municipality = :municipality AND record_name.name_key = :name_key
ORDER BY link.facility_id;
