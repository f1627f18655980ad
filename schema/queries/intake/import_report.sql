UPDATE import SET report = :report WHERE id = :id;
