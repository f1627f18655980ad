DELETE FROM place WHERE derived = 2
