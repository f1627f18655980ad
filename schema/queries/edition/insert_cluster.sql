INSERT INTO cluster (zoom, x, y, lon, lat, count, facility_id, min_lon, min_lat, max_lon, max_lat)
VALUES (:zoom, :x, :y, :lon, :lat, :count, :facility_id, :min_lon, :min_lat, :max_lon, :max_lat);
