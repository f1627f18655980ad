INSERT INTO facility_capability (code, qualifier, answer, basis, facility_id)
VALUES (:code, :qualifier, :answer, :basis, :facility_id) ON CONFLICT DO NOTHING;
