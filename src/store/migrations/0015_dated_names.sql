-- When a name or an identifier was in use, in EDTF.
ALTER TABLE name ADD COLUMN since TEXT;
ALTER TABLE name ADD COLUMN until TEXT;
ALTER TABLE identifier ADD COLUMN since TEXT;
ALTER TABLE identifier ADD COLUMN until TEXT;
-- The rank of the one name or identifier that a citation supports; null if it supports the fields of `about`.
ALTER TABLE citation ADD COLUMN part_rank INTEGER;
