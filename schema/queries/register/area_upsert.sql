INSERT INTO area (kind, code, name, parent_code, source_id, geometry)
VALUES (:kind, :code, :name, :parent_code, :source_id,
        CASE WHEN :wkb IS NULL THEN NULL ELSE CastToMulti(GeomFromWKB(:wkb, 4326)) END)
ON CONFLICT (kind, code) DO UPDATE SET
    name = excluded.name, parent_code = coalesce(nullif(excluded.parent_code, ''), area.parent_code), source_id = excluded.source_id,
    geometry = coalesce(excluded.geometry, area.geometry)
RETURNING id;
