-- Of two rows with one key the first stays; a stated point takes the place of a derived one.
INSERT INTO incoming (municipality_id, key, level, derived, lat, lon, accuracy, town, block, source_id)
VALUES (:municipality, :key, :level, :derived, :lat, :lon, :accuracy, :town, :block, :source)
ON CONFLICT (municipality_id, key) DO UPDATE SET
  derived = excluded.derived, lat = excluded.lat, lon = excluded.lon, town = excluded.town, source_id = excluded.source_id
WHERE incoming.derived > 0 AND excluded.derived = 0
