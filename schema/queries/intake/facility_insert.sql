INSERT INTO facility (public_id, founding_source, founding_key, state, name, name_key, municipality, created_at)
VALUES (:public_id, :founding_source, :founding_key, 'active', :name, :name_key, :municipality, :created_at)
RETURNING id;
