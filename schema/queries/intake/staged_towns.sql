SELECT municipality, town_key, town, note FROM staging.staged_area
WHERE kind = :kind AND code = :code AND town_key IS NOT NULL
ORDER BY municipality, town_key, note;
