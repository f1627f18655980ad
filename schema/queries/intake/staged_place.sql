SELECT file, line FROM staged WHERE key = :key;
