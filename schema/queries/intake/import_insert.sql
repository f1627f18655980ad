INSERT INTO import (source_id, at, fingerprint, report) VALUES (:source_id, :at, :fingerprint, :report) RETURNING id;
