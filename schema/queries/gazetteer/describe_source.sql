UPDATE source SET title = :title, attribution = :attribution WHERE id = :id
