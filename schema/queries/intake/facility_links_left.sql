SELECT count(*) FROM link WHERE facility_id = :id;
