SELECT founding_source, founding_key, public_id FROM facility WHERE id = :id;
