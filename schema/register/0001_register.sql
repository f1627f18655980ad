-- The register: what every source said, which facility it was about, and where things lie.
-- One transaction; run by register/migrations.cpp, which treats a 0 from a SpatiaLite function as a failure.

SELECT InitSpatialMetaData(0, 'WGS84');

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    licence TEXT NOT NULL,
    attribution TEXT NOT NULL,
    url TEXT NOT NULL,
    published INTEGER NOT NULL CHECK (published IN (0, 1)),
    source_kind TEXT NOT NULL
) STRICT;

-- The files as they came, kept compressed under their hash in files/.
CREATE TABLE file (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One run of `annai import`.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    at TEXT NOT NULL,
    fingerprint TEXT NOT NULL, -- of files, options and dates: the same again changes nothing
    report TEXT NOT NULL       -- JSON, the accounting of design §7.5
) STRICT;
CREATE INDEX import_by_fingerprint ON import (source_id, fingerprint);

CREATE TABLE import_file (
    import_id INTEGER NOT NULL REFERENCES import (id),
    hash TEXT NOT NULL REFERENCES file (hash),
    PRIMARY KEY (import_id, hash)
) STRICT, WITHOUT ROWID;

-- What a run delivered for one scope: source × part × region (design §7.2).
CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    source_id INTEGER NOT NULL REFERENCES source (id),
    part TEXT NOT NULL,
    region TEXT NOT NULL,
    as_of TEXT NOT NULL,
    as_of_basis TEXT NOT NULL CHECK (as_of_basis IN ('given', 'content', 'file_name', 'import')),
    state TEXT NOT NULL CHECK (state IN ('current', 'superseded', 'history'))
) STRICT;
CREATE INDEX release_by_scope ON release (source_id, part, region, as_of);

-- One statement of one source about one facility, and the interval in which it stood.
CREATE TABLE source_record (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,
    part TEXT NOT NULL,
    region TEXT NOT NULL,
    hash TEXT NOT NULL,  -- of the whole content, personal data included
    facts TEXT NOT NULL, -- JSON without personal data
    located TEXT NOT NULL, -- JSON: where its address and its stated position are (intake/locate.hpp)
    file_hash TEXT NOT NULL REFERENCES file (hash),
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    since_release INTEGER NOT NULL REFERENCES release (id),
    until_release INTEGER REFERENCES release (id),
    ended TEXT CHECK (ended IN ('changed', 'missing', 'history')),
    latest INTEGER NOT NULL CHECK (latest IN (0, 1)),
    CHECK ((until_release IS NULL) = (ended IS NULL))
) STRICT;
CREATE UNIQUE INDEX source_record_latest ON source_record (source_id, key) WHERE latest = 1;
CREATE INDEX source_record_by_scope ON source_record (source_id, part, region) WHERE latest = 1;

-- Personal data of a record's newest version. Erasing sets body to NULL and keeps the digest, so that
-- the same file imported again does not bring it back.
CREATE TABLE personal_data (
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('contact')),
    body TEXT,
    digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    retain_until TEXT NOT NULL,
    erased_at TEXT,
    PRIMARY KEY (source_id, key, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE identifier (
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,
    PRIMARY KEY (scheme, value, source_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_by_key ON identifier (source_id, key);

-- A facility is a name for a set of linked records; what is shown of it is derived from them.
CREATE TABLE facility (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    founding_source TEXT NOT NULL,
    founding_key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'merged')),
    merged_into INTEGER REFERENCES facility (id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,     -- folded, for matching
    municipality TEXT NOT NULL, -- five digits or ''
    created_at TEXT NOT NULL,
    CHECK ((state = 'merged') = (merged_into IS NOT NULL))
) STRICT;
CREATE INDEX facility_by_name ON facility (municipality, name_key);

-- Links hold source keys, not record ids: they survive every new release.
CREATE TABLE link (
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,
    facility_id INTEGER NOT NULL REFERENCES facility (id),
    method TEXT NOT NULL,
    reasons TEXT NOT NULL, -- JSON array of words
    PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_facility ON link (facility_id);

-- Records about which the program is not sure; they belong to no facility and are in no edition.
CREATE TABLE review (
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,
    candidates TEXT NOT NULL, -- JSON array of public ids
    reasons TEXT NOT NULL,    -- JSON array of words
    since TEXT NOT NULL,
    PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;

-- SpatiaLite adds its column only to tables that are not STRICT.
CREATE TABLE area (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source (id),
    UNIQUE (kind, code)
);
SELECT AddGeometryColumn('area', 'geometry', 4326, 'MULTIPOLYGON', 'XY');
SELECT CreateSpatialIndex('area', 'geometry');

CREATE TABLE area_town (
    area_id INTEGER NOT NULL REFERENCES area (id) ON DELETE CASCADE,
    municipality TEXT NOT NULL,
    town_key TEXT NOT NULL,
    note TEXT NOT NULL, -- columns of the key first: SQLite 3.40's integrity_check takes others among them for empty
    town TEXT NOT NULL,
    PRIMARY KEY (area_id, municipality, town_key, note)
) STRICT, WITHOUT ROWID;
CREATE INDEX area_town_by_town ON area_town (municipality, town_key);

-- What happened, for people. Holds no personal data: digests only.
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    facility_id INTEGER REFERENCES facility (id),
    detail TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX history_by_facility ON history (facility_id);

-- Editions made so far.
CREATE TABLE edition (
    number INTEGER PRIMARY KEY,
    published_at TEXT NOT NULL,
    facilities TEXT NOT NULL -- JSON: audience → count
) STRICT;
