SELECT
  count(*),
  count(*) FILTER (WHERE p.key IS NULL OR p.derived > 0),
  count(*) FILTER (WHERE p.derived = 0 AND (i.lat, i.lon, i.town, i.block, i.level, i.source_id)
                         = (p.lat, p.lon, p.town, p.block, p.level, p.source_id))
FROM incoming AS i
LEFT JOIN place AS p ON p.municipality_id = i.municipality_id AND p.key = i.key
WHERE i.derived = 0
