-- Folding leaves out invisible characters and the vowel points of Hebrew and Arabic, so stored texts are folded again.
-- The function `fold` is the program's.

DROP TRIGGER name_moved;
CREATE TRIGGER name_changed AFTER UPDATE OF folded, place ON name BEGIN
    INSERT INTO name_words (name_words, rowid, folded, place)
    VALUES ('delete', OLD.id, OLD.folded, OLD.place);
    INSERT INTO name_words (rowid, folded, place) VALUES (NEW.id, NEW.folded, NEW.place);
END;

-- The words of changed names, with their letters backwards.
INSERT OR IGNORE INTO word (word, backwards)
    SELECT it.value, (
        WITH RECURSIVE letters (count, backwards) AS (
            SELECT 0, ''
            UNION ALL
            SELECT count + 1, substr(it.value, count + 1, 1) || backwards
            FROM letters WHERE count < length(it.value)
        )
        SELECT backwards FROM letters ORDER BY count DESC LIMIT 1
    )
    FROM name, json_each('["' || replace(fold(name.value), ' ', '","') || '"]') AS it
    WHERE name.folded <> fold(name.value) AND it.value <> '';

UPDATE name SET folded = fold(value) WHERE folded <> fold(value);
UPDATE organization SET sort_name = fold(name) WHERE sort_name <> fold(name);
UPDATE organization SET city_folded = fold(city) WHERE city_folded <> fold(city);
UPDATE name SET place = o.city_folded FROM organization AS o
    WHERE o.id = name.owner_id AND name.place <> o.city_folded;
UPDATE person SET sort_name = fold(name) WHERE sort_name <> fold(name);
UPDATE program SET sort_name = fold(name) WHERE sort_name <> fold(name);
UPDATE event SET sort_name = fold(name) WHERE sort_name <> fold(name);
UPDATE source SET sort_name = fold(title) WHERE sort_name <> fold(title);
