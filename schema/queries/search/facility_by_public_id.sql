SELECT body, feature FROM facility WHERE public_id = :id;
