UPDATE source_record SET until_release = coalesce(until_release, :release), ended = coalesce(ended, :ended), latest = :latest
WHERE id = :id;
