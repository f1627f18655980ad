UPDATE facility SET name = :name, name_key = :name_key, municipality = :municipality
WHERE id = :id AND (name <> :name OR name_key <> :name_key OR municipality <> :municipality);
