SELECT name, hash FROM migration ORDER BY name;
