SELECT facility.id, facility.public_id, facility.founding_source, facility.founding_key,
       source.code, source.source_kind, source.published, record.key, record.part, record.facts, record.located,
       record.ended, release.as_of, personal.body
FROM facility
JOIN link ON link.facility_id = facility.id
JOIN source_record AS record ON record.source_id = link.source_id AND record.key = link.key AND record.latest = 1
JOIN source ON source.id = record.source_id
JOIN release ON release.id = (
    -- the newest release in which the record still stood
    SELECT newest.id FROM release AS newest
    WHERE newest.source_id = record.source_id AND newest.part = record.part AND newest.region = record.region
      AND newest.state <> 'history' AND (record.until_release IS NULL OR newest.id < record.until_release)
    ORDER BY newest.as_of DESC, newest.id DESC LIMIT 1)
LEFT JOIN personal_data AS personal
    ON personal.source_id = record.source_id AND personal.key = record.key AND personal.class = 'contact'
WHERE facility.state = 'active'
ORDER BY facility.id, source.code, record.key;
