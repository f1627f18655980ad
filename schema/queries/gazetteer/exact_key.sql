SELECT key, level, derived, lat, lon, accuracy, town, block
FROM place WHERE municipality_id = :municipality AND key = :text
