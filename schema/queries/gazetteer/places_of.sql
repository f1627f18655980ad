SELECT key, level, derived, lat, lon, accuracy, town, block, source_id
FROM place WHERE municipality_id = :municipality ORDER BY key
