SELECT id FROM municipality WHERE prefecture = :prefecture AND city = :city
