DELETE FROM area_town WHERE area_id = :area_id;
