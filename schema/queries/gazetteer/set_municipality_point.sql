UPDATE municipality SET towns = :towns, lat = :lat, lon = :lon, accuracy = :accuracy WHERE id = :municipality
