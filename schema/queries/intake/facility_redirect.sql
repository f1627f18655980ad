UPDATE facility SET merged_into = :target WHERE merged_into = :id;
