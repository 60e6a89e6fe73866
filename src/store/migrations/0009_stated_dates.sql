-- Dates may have bounds, such as `[..2021]`: they are sorted by their days, not as texts. The first day decides; of those with
-- the same first day the longest comes first.
DROP INDEX organization_by_founding;
CREATE INDEX organization_by_founding ON organization (
    iif(founded IS NULL, 9223372036854775807,
        iif(founded_from = -1000000000, founded_before - 1, founded_from) * 2147483648
        + 1000000000 - founded_before),
    rank, id
);
UPDATE event SET date_rank = ifnull(date_order(date), 9223372036854775807);
