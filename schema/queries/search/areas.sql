SELECT area.kind, area.code, area.name, area.parent_code, area.min_lon, area.min_lat, area.max_lon, area.max_lat,
       area.geojson, (SELECT count(*) FROM facility_area WHERE facility_area.area_id = area.id)
FROM area ORDER BY area.rank, area.code;
