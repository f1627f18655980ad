INSERT INTO source (code, title, attribution) VALUES (:code, '', '')
ON CONFLICT (code) DO UPDATE SET code = excluded.code
RETURNING id
