-- `citation.about` names fields as the schema does (`foundedOn`), no longer as the seed does (`founded`), so that a
-- query gives it as it stands.
UPDATE citation SET about = trim(replace(replace(replace(replace(replace(replace(' ' || about || ' ',
    ' founded ', ' foundedOn '), ' dissolved ', ' dissolvedOn '), ' place ', ' location '),
    ' starts ', ' startsOn '), ' ends ', ' endsOn '), ' part_of ', ' partOf '))
WHERE about <> '';
