-- 0 inside, else the distance in degrees; no row when the municipality has no polygon.
SELECT ST_Distance(geometry, MakePoint(:lon, :lat, 4326))
FROM area WHERE kind = 'municipality' AND code = :code AND geometry IS NOT NULL;
