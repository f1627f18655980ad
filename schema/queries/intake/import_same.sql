-- An earlier run of the same files, options and dates that would change nothing if it were repeated: what it
-- delivered is still the newest of its scopes, or was history already. (A run that had no date but the day of the
-- import may be the newest next time.) Areas and reference points have no releases: nothing of their source may
-- have come since.
SELECT import.id, import.at FROM import
WHERE import.source_id = :source_id AND import.fingerprint = :fingerprint
  AND NOT EXISTS (SELECT 1 FROM release WHERE release.import_id = import.id
                  AND (release.state = 'superseded' OR (release.state = 'history' AND release.as_of_basis = 'import')))
  AND (EXISTS (SELECT 1 FROM release WHERE release.import_id = import.id)
       OR NOT EXISTS (SELECT 1 FROM import AS later WHERE later.source_id = import.source_id AND later.id > import.id))
LIMIT 1;
