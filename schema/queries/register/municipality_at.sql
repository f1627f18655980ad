SELECT area.code FROM area
WHERE area.kind = 'municipality'
  AND area.rowid IN (SELECT rowid FROM SpatialIndex
                     WHERE f_table_name = 'area' AND f_geometry_column = 'geometry'
                       AND search_frame = MakePoint(:lon, :lat, 4326))
  AND ST_Contains(area.geometry, MakePoint(:lon, :lat, 4326));
