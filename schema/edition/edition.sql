-- One audience's edition: only what that audience may see, in the form in which it is served.
-- Written once by publish/, then never changed. `facility.id` is the rank by reading, so the order of a
-- list is the order of the table.

CREATE TABLE info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    code TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    licence TEXT NOT NULL,
    attribution TEXT NOT NULL,
    url TEXT NOT NULL,
    as_of TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE facility (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    sort_key TEXT NOT NULL,
    search_text TEXT NOT NULL, -- folded loosely: name, reading, address, kinds
    lat REAL,
    lon REAL,
    body TEXT NOT NULL,
    feature TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX facility_by_reading ON facility (sort_key, public_id);

CREATE TABLE facility_kind (
    kind TEXT NOT NULL,
    facility_id INTEGER NOT NULL,
    PRIMARY KEY (kind, facility_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE facility_capability (
    code TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    answer TEXT NOT NULL,
    basis TEXT NOT NULL,
    facility_id INTEGER NOT NULL,
    PRIMARY KEY (code, qualifier, facility_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE area (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    rank INTEGER NOT NULL,
    min_lon REAL, min_lat REAL, max_lon REAL, max_lat REAL,
    geojson TEXT NOT NULL, -- simplified geometry, '' for lists of towns
    UNIQUE (kind, code)
) STRICT;

CREATE TABLE facility_area (
    area_id INTEGER NOT NULL,
    facility_id INTEGER NOT NULL,
    PRIMARY KEY (area_id, facility_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE facility_box USING rtree(id, min_lon, max_lon, min_lat, max_lat);

-- Clusters of all facilities for the low zooms; questions with conditions are counted when asked.
CREATE TABLE cluster (
    zoom INTEGER NOT NULL,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    lon REAL NOT NULL,
    lat REAL NOT NULL,
    count INTEGER NOT NULL,
    facility_id INTEGER, -- when it is one
    min_lon REAL NOT NULL, min_lat REAL NOT NULL, max_lon REAL NOT NULL, max_lat REAL NOT NULL,
    PRIMARY KEY (zoom, x, y)
) STRICT, WITHOUT ROWID;

-- Public ids that lead elsewhere (301) or nowhere any more (410), as far as this audience may know.
CREATE TABLE former_id (
    public_id TEXT PRIMARY KEY,
    target TEXT NOT NULL -- '' = closed for good
) STRICT, WITHOUT ROWID;
