INSERT INTO facility_box (id, min_lon, max_lon, min_lat, max_lat) VALUES (:id, :lon, :lon, :lat, :lat);
