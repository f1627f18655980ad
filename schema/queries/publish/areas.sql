SELECT id, kind, code, name, parent_code,
       MbrMinX(geometry), MbrMinY(geometry), MbrMaxX(geometry), MbrMaxY(geometry),
       CASE WHEN geometry IS NULL THEN ''
            ELSE AsGeoJSON(coalesce(ST_SimplifyPreserveTopology(geometry, :tolerance), geometry), 5) END
FROM area ORDER BY kind, code;
