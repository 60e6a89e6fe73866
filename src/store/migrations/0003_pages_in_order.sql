-- A page of an organization's affiliations, at any date, is one range of this index: nothing else of the
-- table is looked at.
DROP INDEX affiliation_end_by_organization;
CREATE INDEX affiliation_end_by_organization ON affiliation_end (
    organization_id, rank, affiliation_id, other_id, start_from, start_before, end_from, end_before
);

-- The organizations of a country as listed, which is the order of a page unless another is asked for.
CREATE INDEX organization_by_country_rank ON organization (country, rank, id);
