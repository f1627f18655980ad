INSERT INTO edition (number, published_at, facilities) VALUES (:number, :published_at, :facilities);
