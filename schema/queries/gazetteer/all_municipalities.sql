SELECT id, code, prefecture, city, towns, lat, lon, accuracy FROM municipality ORDER BY id
