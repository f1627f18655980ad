INSERT INTO record_name (source_id, key, municipality, name_key) VALUES (:source_id, :key, :municipality, :name_key)
ON CONFLICT (source_id, key) DO UPDATE SET municipality = excluded.municipality, name_key = excluded.name_key
WHERE municipality <> excluded.municipality OR name_key <> excluded.name_key;
