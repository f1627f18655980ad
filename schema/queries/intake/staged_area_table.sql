CREATE TABLE staged_area (
    kind TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, parent_code TEXT NOT NULL, wkb BLOB,
    municipality TEXT, town_key TEXT, town TEXT, note TEXT
);
