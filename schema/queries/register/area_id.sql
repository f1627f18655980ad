SELECT id FROM area WHERE kind = :kind AND code = :code;
