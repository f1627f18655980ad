-- An earlier run with the same files, options and dates whose releases are all still the current ones.
SELECT import.id, import.at FROM import
WHERE import.source_id = :source_id AND import.fingerprint = :fingerprint
  AND NOT EXISTS (SELECT 1 FROM release WHERE release.import_id = import.id AND release.state <> 'current')
LIMIT 1;
