INSERT INTO place (municipality_id, key, level, derived, lat, lon, accuracy, town, block, source_id)
SELECT municipality_id, key, level, derived, lat, lon, accuracy, town, block, source_id FROM incoming WHERE true
ON CONFLICT (municipality_id, key) DO UPDATE SET
  level = excluded.level, derived = excluded.derived, lat = excluded.lat, lon = excluded.lon,
  accuracy = excluded.accuracy, town = excluded.town, block = excluded.block, source_id = excluded.source_id
WHERE excluded.derived = 0
