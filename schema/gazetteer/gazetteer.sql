-- gazetteer.db: the reference points that addresses are looked up in. It travels with the editions.
PRAGMA application_id = 1097746298; -- "AnGz"
PRAGMA user_version = 1;

CREATE TABLE source (
  id          INTEGER PRIMARY KEY,
  code        TEXT NOT NULL UNIQUE,
  title       TEXT NOT NULL,
  attribution TEXT NOT NULL
) STRICT;

-- The id is the municipality's code; where the code is not known, a number from 100000 on.
CREATE TABLE municipality (
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL, -- five digits, '' unknown
  prefecture TEXT NOT NULL,
  city       TEXT NOT NULL, -- 鳥取市, 岩美郡岩美町, 札幌市中央区
  towns      INTEGER NOT NULL DEFAULT 0,
  lat        REAL,          -- the town nearest to the mean of its towns
  lon        REAL,
  accuracy   REAL NOT NULL DEFAULT 5000,
  UNIQUE (prefecture, city)
) STRICT;

-- One row a reference point. Keys are normalised; a part of a town has the town's key before it:
--   上井町1丁目        a town or 丁目
--   上井町1丁目#13     its 街区 or 地番 13
--   はわい長瀬/三つ江  its 小字
-- '' is the municipality itself, where a source has a point for it.
CREATE TABLE place (
  municipality_id INTEGER NOT NULL REFERENCES municipality (id),
  key       TEXT NOT NULL,
  level     INTEGER NOT NULL, -- 0 municipality, 1 town, 2 丁目, 3 block
  derived   INTEGER NOT NULL, -- 0 stated by a source, 1 from its blocks, 2 from its 丁目
  lat       REAL NOT NULL,
  lon       REAL NOT NULL,
  accuracy  REAL NOT NULL,
  town      TEXT NOT NULL,    -- as the source writes it; '' for a block, whose town has a row of its own
  block     TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id),
  PRIMARY KEY (municipality_id, key)
) STRICT, WITHOUT ROWID;
