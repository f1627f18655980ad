INSERT INTO area_town (area_id, municipality, town_key, town, note)
VALUES (:area_id, :municipality, :town_key, :town, :note)
ON CONFLICT DO NOTHING;
