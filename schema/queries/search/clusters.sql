SELECT lon, lat, count, facility.public_id, facility.feature, min_lon, min_lat, max_lon, max_lat
FROM cluster LEFT JOIN facility ON facility.id = cluster.facility_id
WHERE zoom = :zoom AND x BETWEEN :min_x AND :max_x AND y BETWEEN :min_y AND :max_y;
