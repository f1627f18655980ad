INSERT INTO municipality (id, code, prefecture, city) VALUES (:id, :code, :prefecture, :city)
