UPDATE link SET facility_id = :target WHERE facility_id = :id;
