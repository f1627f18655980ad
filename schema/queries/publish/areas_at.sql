-- Municipalities are left out: a facility's is known by its code, and their polygons are the heavy ones.
SELECT area.id FROM area
WHERE area.kind <> 'municipality'
  AND area.rowid IN (SELECT rowid FROM SpatialIndex
                     WHERE f_table_name = 'area' AND f_geometry_column = 'geometry'
                       AND search_frame = MakePoint(:lon, :lat, 4326))
  AND ST_Intersects(area.geometry, MakePoint(:lon, :lat, 4326))
ORDER BY area.id;
