SELECT founding_source, founding_key FROM facility WHERE public_id = :public_id;
