-- The last key that does not sort after :text. Every key that :text begins with sorts before it or is it, so
-- asking again with what the two have in common leads to the longest such key in a few steps.
SELECT key, level, derived, lat, lon, accuracy, town, block
FROM place WHERE municipality_id = :municipality AND key <= :text ORDER BY key DESC LIMIT 1
