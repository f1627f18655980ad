SELECT count(*) FROM facility WHERE state = 'active';
