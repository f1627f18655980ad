INSERT INTO area (id, kind, code, name, parent_code, rank, min_lon, min_lat, max_lon, max_lat, geojson)
VALUES (:id, :kind, :code, :name, :parent_code, :rank, :min_lon, :min_lat, :max_lon, :max_lat, :geojson);
