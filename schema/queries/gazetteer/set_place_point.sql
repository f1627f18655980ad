UPDATE place SET lat = :lat, lon = :lon, accuracy = :accuracy WHERE municipality_id = :municipality AND key = :key
