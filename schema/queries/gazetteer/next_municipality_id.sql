SELECT max(99999, coalesce(max(id), 0)) + 1 FROM municipality
