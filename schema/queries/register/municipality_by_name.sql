SELECT code FROM area WHERE kind = 'municipality' AND name = :name;
