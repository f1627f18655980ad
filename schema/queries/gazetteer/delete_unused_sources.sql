DELETE FROM source WHERE id NOT IN (SELECT source_id FROM place)
