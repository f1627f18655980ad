UPDATE facility SET state = 'merged', merged_into = :target WHERE id = :id;
