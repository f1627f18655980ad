INSERT INTO facility (public_id, founding_source, founding_key, state, name, municipality, created_at)
VALUES (:public_id, :founding_source, :founding_key, 'active', :name, :municipality, :created_at)
RETURNING id;
