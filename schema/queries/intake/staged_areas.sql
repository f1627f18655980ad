-- Parts of one area (islands come as features of their own) become one multipolygon.
SELECT kind, code, min(name), max(parent_code), AsBinary(CastToMulti(ST_Union(GeomFromWKB(wkb, 4326)))),
       sum(town_key IS NOT NULL), sum(length(wkb) > 0),
       sum(length(wkb) > 0 AND GeomFromWKB(wkb, 4326) IS NULL)
FROM staging.staged_area GROUP BY kind, code ORDER BY kind, code;
