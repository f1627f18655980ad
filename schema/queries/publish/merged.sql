SELECT merged.public_id, target.public_id FROM facility AS merged
JOIN facility AS target ON target.id = merged.merged_into
WHERE merged.state = 'merged' ORDER BY merged.public_id;
