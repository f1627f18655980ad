-- A facility has as many names as it has services, and a list may know it by any of them: names are kept a
-- record, not a facility. Filled from the facilities' names here, and from every record that is imported.

CREATE TABLE record_name (
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,
    municipality TEXT NOT NULL, -- five digits or ''
    name_key TEXT NOT NULL,     -- folded, for matching
    PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_name_by_name ON record_name (municipality, name_key);

INSERT INTO record_name (source_id, key, municipality, name_key)
SELECT link.source_id, link.key, facility.municipality, facility.name_key
FROM link JOIN facility ON facility.id = link.facility_id;

DROP INDEX facility_by_name;
ALTER TABLE facility DROP COLUMN name_key;
