-- What the founding date is sorted by. It does not follow from the days that bound the date: `2007~` has no bounds and the place of
-- 2007.
ALTER TABLE organization ADD COLUMN founded_rank INTEGER NOT NULL DEFAULT 9223372036854775807;
UPDATE organization SET founded_rank = date_order(founded) WHERE founded IS NOT NULL;
DROP INDEX organization_by_founding;
CREATE INDEX organization_by_founding ON organization (founded_rank, rank, id);
