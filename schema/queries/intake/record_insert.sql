INSERT INTO source_record (source_id, key, part, region, hash, facts, located, file_hash, file, line, since_release,
                           until_release, ended, latest)
VALUES (:source_id, :key, :part, :region, :hash, :facts, :located, :file_hash, :file, :line, :release,
        :until_release, :ended, :latest);
