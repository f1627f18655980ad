INSERT INTO facility_area (area_id, facility_id) VALUES (:area_id, :facility_id) ON CONFLICT DO NOTHING;
