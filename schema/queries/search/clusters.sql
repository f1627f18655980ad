SELECT cluster.lon, cluster.lat, cluster.count, facility.public_id, facility.feature,
       cluster.min_lon, cluster.min_lat, cluster.max_lon, cluster.max_lat
FROM cluster LEFT JOIN facility ON facility.id = cluster.facility_id
WHERE cluster.zoom = :zoom AND cluster.x BETWEEN :min_x AND :max_x AND cluster.y BETWEEN :min_y AND :max_y;
