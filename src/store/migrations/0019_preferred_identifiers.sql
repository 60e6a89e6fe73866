-- Whether the origin of an identifier prefers it to others of the scheme. ROR says it with the next import.
ALTER TABLE identifier ADD COLUMN is_preferred INTEGER NOT NULL DEFAULT 0 CHECK (is_preferred IN (0, 1));
