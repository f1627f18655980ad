INSERT INTO link (source_id, key, facility_id, method, reasons)
VALUES (:source_id, :key, :facility_id, :method, :reasons)
ON CONFLICT (source_id, key) DO UPDATE SET
    facility_id = excluded.facility_id, method = excluded.method, reasons = excluded.reasons
WHERE facility_id <> excluded.facility_id OR method <> excluded.method OR reasons <> excluded.reasons;
