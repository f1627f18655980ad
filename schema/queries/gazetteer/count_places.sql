SELECT count(*) FROM place WHERE derived = 0
