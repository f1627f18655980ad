SELECT code, title, licence, attribution, url, as_of FROM source ORDER BY code;
