UPDATE source_record SET located = :located WHERE id = :id;
