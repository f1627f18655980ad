INSERT INTO facility (id, public_id, sort_key, search_text, lat, lon, body, feature)
VALUES (:id, :public_id, :sort_key, :search_text, :lat, :lon, :body, :feature);
