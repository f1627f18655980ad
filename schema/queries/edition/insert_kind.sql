INSERT INTO facility_kind (kind, facility_id) VALUES (:kind, :facility_id) ON CONFLICT DO NOTHING;
