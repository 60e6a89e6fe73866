-- The program makes the query of alternative values from its list of fields, so that a new field needs no new view.
DROP VIEW claim;
-- Replaced by the settings `derivation:ORIGIN`.
DELETE FROM setting WHERE name = 'seed_writer';
