-- The newest release that has a record, whether or not it changed the record. `source_id` is the release that the record was
-- imported from, which an unchanged record keeps.
ALTER TABLE contribution ADD COLUMN last_source_id INTEGER REFERENCES source(id);
UPDATE contribution SET last_source_id = source_id;
CREATE INDEX contribution_by_last_source ON contribution (last_source_id) WHERE last_source_id IS NOT NULL;
