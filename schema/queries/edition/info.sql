SELECT name, value FROM info;
