SELECT kind, count(*), sum(geometry IS NOT NULL) FROM area GROUP BY kind ORDER BY kind;
