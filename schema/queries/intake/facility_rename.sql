UPDATE facility SET name = :name, municipality = :municipality
WHERE id = :id AND (name <> :name OR municipality <> :municipality);
