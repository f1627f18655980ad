-- A town may stand in a list as a whole, or by one of its 丁目.
SELECT area.id, area.kind, area_town.note FROM area_town JOIN area ON area.id = area_town.area_id
WHERE area_town.municipality = :municipality AND area_town.town_key = :town_key
ORDER BY area.id;
