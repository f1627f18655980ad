-- What one import brings, before it is compared with what is there.
CREATE TEMP TABLE incoming (
  municipality_id INTEGER NOT NULL,
  key       TEXT NOT NULL,
  level     INTEGER NOT NULL,
  derived   INTEGER NOT NULL,
  lat       REAL NOT NULL,
  lon       REAL NOT NULL,
  accuracy  REAL NOT NULL,
  town      TEXT NOT NULL,
  block     TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  PRIMARY KEY (municipality_id, key)
) STRICT, WITHOUT ROWID;
