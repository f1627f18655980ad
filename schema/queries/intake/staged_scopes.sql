SELECT part, region, count(*) FROM staging.staged GROUP BY part, region ORDER BY part, region;
