SELECT target FROM former_id WHERE public_id = :id;
