INSERT INTO review (source_id, key, candidates, reasons, since)
VALUES (:source_id, :key, :candidates, :reasons, :since)
ON CONFLICT (source_id, key) DO UPDATE SET candidates = excluded.candidates, reasons = excluded.reasons;
