INSERT INTO staged_area (kind, code, name, parent_code, wkb, municipality, town_key, town, note)
VALUES (:kind, :code, :name, :parent_code, :wkb, :municipality, :town_key, :town, :note);
