INSERT INTO source (code, title, licence, attribution, url, published, source_kind)
VALUES (:code, :title, :licence, :attribution, :url, :published, :source_kind)
ON CONFLICT (code) DO UPDATE SET
    title = excluded.title, licence = excluded.licence, attribution = excluded.attribution,
    url = excluded.url, published = excluded.published, source_kind = excluded.source_kind
RETURNING id;
