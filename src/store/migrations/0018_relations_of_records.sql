-- The relations of a record, with all that it says of them, from one range of one index. Without the label the index is
-- passed over, and every relation of the origin is read.
DROP INDEX statement_by_record;
CREATE INDEX statement_by_record ON statement (origin, record, label);
