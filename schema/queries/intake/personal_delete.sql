DELETE FROM personal_data WHERE source_id = :source_id AND key = :key AND erased_at IS NULL;
