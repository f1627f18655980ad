INSERT INTO place (municipality_id, key, level, derived, lat, lon, accuracy, town, block, source_id)
VALUES (:municipality, :key, 1, 2, :lat, :lon, :accuracy, :town, '', :source)
