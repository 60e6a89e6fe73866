-- Cities are compared as names are: without case, accents and punctuation. Every name has the city of its organization so.
ALTER TABLE organization ADD COLUMN city_folded TEXT;
UPDATE organization SET city_folded = (
    SELECT place FROM name WHERE owner_id = organization.id AND place <> '' LIMIT 1
) WHERE city IS NOT NULL;
DROP INDEX organization_by_city;
CREATE INDEX organization_by_city ON organization (city_folded, rank, id);
