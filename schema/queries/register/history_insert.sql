INSERT INTO history (at, actor, action, facility_id, detail) VALUES (:at, :actor, :action, :facility_id, :detail);
