-- Figures that compare: what they measure and of which unit, as words and codes that all documents share; the people or things
-- that are counted; a period instead of a date. Affiliations say which program they are about, and how strong they are.

CREATE TABLE measure_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE affiliation_degree_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Null stands for OTHER.
ALTER TABLE figure ADD COLUMN measure_code TEXT REFERENCES measure_word;
ALTER TABLE figure ADD COLUMN population TEXT;
ALTER TABLE figure ADD COLUMN unit_code TEXT;
-- `date_from` and `date_before` are the days of the period where there is one.
ALTER TABLE figure ADD COLUMN from_date TEXT;
ALTER TABLE figure ADD COLUMN until_date TEXT;
-- The number in the base unit of its kind: a share as a fraction, a time in seconds.
ALTER TABLE figure ADD COLUMN comparable_value REAL NOT NULL DEFAULT 0;
UPDATE figure SET comparable_value = value / ifnull(out_of, 1);
CREATE INDEX figure_by_measure ON figure (measure_code, comparable_value, rank, id);

ALTER TABLE affiliation ADD COLUMN program_id INTEGER REFERENCES program;
ALTER TABLE affiliation ADD COLUMN degree TEXT REFERENCES affiliation_degree_word;
CREATE INDEX affiliation_by_program ON affiliation (program_id, rank, id) WHERE program_id IS NOT NULL;
