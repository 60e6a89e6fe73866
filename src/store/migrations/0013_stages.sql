-- What is announced or planned is kept apart from what is in force or happened. A relation that is not realized has bounds
-- that no date meets; `planned_from` and `planned_before` are the days between which it is planned to hold.

ALTER TABLE organization ADD COLUMN stage TEXT NOT NULL DEFAULT 'REALIZED'
    CHECK (stage IN ('REALIZED', 'ANNOUNCED', 'PLANNED', 'CANCELLED'));
-- Lists have the realized ones by default: in the order of the sources, without reading the rows of the others.
CREATE INDEX organization_realized ON organization (rank, id) WHERE stage = 'REALIZED';
CREATE INDEX organization_unrealized ON organization (id) WHERE stage <> 'REALIZED';

ALTER TABLE program ADD COLUMN stage TEXT NOT NULL DEFAULT 'REALIZED'
    CHECK (stage IN ('REALIZED', 'ANNOUNCED', 'PLANNED', 'CANCELLED'));

ALTER TABLE affiliation ADD COLUMN stage TEXT NOT NULL DEFAULT 'REALIZED'
    CHECK (stage IN ('REALIZED', 'ANNOUNCED', 'PLANNED', 'CANCELLED'));
ALTER TABLE affiliation ADD COLUMN planned_from INTEGER;
ALTER TABLE affiliation ADD COLUMN planned_before INTEGER;
CREATE INDEX affiliation_unrealized ON affiliation (id) WHERE stage <> 'REALIZED';

ALTER TABLE position ADD COLUMN stage TEXT NOT NULL DEFAULT 'REALIZED'
    CHECK (stage IN ('REALIZED', 'ANNOUNCED', 'PLANNED', 'CANCELLED'));
ALTER TABLE position ADD COLUMN planned_from INTEGER;
ALTER TABLE position ADD COLUMN planned_before INTEGER;

ALTER TABLE participation ADD COLUMN stage TEXT NOT NULL DEFAULT 'REALIZED'
    CHECK (stage IN ('REALIZED', 'ANNOUNCED', 'PLANNED', 'CANCELLED'));
ALTER TABLE participation ADD COLUMN planned_from INTEGER;
ALTER TABLE participation ADD COLUMN planned_before INTEGER;
