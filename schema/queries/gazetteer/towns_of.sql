SELECT key, level, lat, lon, accuracy, town
FROM place WHERE municipality_id = :municipality AND level IN (1, 2) AND derived < 2 ORDER BY key
