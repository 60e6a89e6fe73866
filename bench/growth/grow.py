#!/usr/bin/env python3
"""Makes a file of N organizations from a file of ROR: the originals, then copies with made-up names.

    grow.py --jsonl FILE.jsonl.gz --count 360000 --out v2.9-2026-06-23-grown.jsonl.gz [--seed 1]
    grow.py --jsonl FILE.jsonl.gz --describe

Records have ROR's schema v2, one JSON object per line. Each copy of a record has its own ROR id with correct check
digits, its own keys in other registries, and names in which every rare word is replaced by a made-up one. So common
words ("university", "paris") become as frequent as in a registry of that size, and proper names do not.

Each copy has as many relations of each type as its original. Most of them lead to the same copy of the other
organization. A share (--rewired) leads from copy k to copy k + s (modulo the number of copies), with a different s
for each relation. This connects the copies, and because it is a permutation, no degree changes. If N is not a
multiple of the number of originals, the last copy consists of whole connected components.

Memory use depends on the originals only, not on N. The same arguments give the same bytes.
"""

import argparse
import collections
import functools
import gzip
import hashlib
import json
import re
import sys
import unicodedata

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
INVERSE = {"parent": "child", "child": "parent", "related": "related",
           "predecessor": "successor", "successor": "predecessor"}
# Words in fewer names than this count as proper names, which copies replace.
RARE = 20
WORD = re.compile(r"[^\W\d_]+")
VOWELS, CONSONANTS = "aaaeeeeiiioouy", "bccddfgghlllmmnnnnpprrrrsssstttttvz"
# Far above the keys that these registries have assigned so far.
FIRST_KEY = {"wikidata": 900_000_000, "isni": 990_000_000_000, "fundref": 900_000_000_000, "grid": 90_000_000}


def draw(*of):
    """A number that depends on nothing but its arguments, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(repr(of).encode(), digest_size=8).digest(), "big")


def number_of(ror):
    """The number that the six characters after the leading zero spell."""
    number = 0
    for letter in ror.rsplit("/", 1)[-1][1:7]:
        number = number * 32 + ALPHABET.index(letter)
    return number


def ror_of(number):
    """The address of the ROR id of that number, with its check digits (ISO 7064 MOD 97-10)."""
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(25, -1, -5))
    return f"https://ror.org/0{letters}{98 - number * 100 % 97:02}"


def isni_of(number):
    """16 digits, the last one of which checks the others (ISO 7064 MOD 11-2)."""
    body, total = f"{number:015}", 0
    for digit in body:
        total = (total + int(digit)) * 2 % 11
    check = (12 - total) % 11
    return body + ("X" if check == 10 else str(check))


def key_of(scheme, number):
    if scheme == "isni":
        digits = isni_of(number)
        return " ".join(digits[at:at + 4] for at in range(0, 16, 4))
    return {"wikidata": f"Q{number}", "grid": f"grid.{number}.{number % 16:x}"}.get(scheme, str(number))


@functools.lru_cache(1 << 16)
def plain(word):
    """Lower case without accents, as names are compared."""
    if word.isascii():
        return word.lower()
    return "".join(it for it in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(it))


@functools.lru_cache(1 << 16)
def respell(word, *of):
    """A made-up word of the same length and look; letters without a case only change places."""
    made = []
    dice = hashlib.blake2b(repr((word.lower(), *of)).encode()).digest()
    for place, letter in enumerate(word):
        pick = dice[place % len(dice)]
        if letter.lower() == letter.upper():
            swap = pick % (place + 1)
            made.append(letter)
            made[place], made[swap] = made[swap], made[place]
            continue
        pool = VOWELS if plain(letter)[:1] in "aeiouy" else CONSONANTS
        other = pool[pick % len(pool)]
        made.append(other if letter.islower() else other.upper())
    return "".join(made)


class Originals:
    """What has to be known of all originals before the first copy can be written."""

    def __init__(self, path, rewired, seed):
        self.path, self.rewired, self.seed = path, rewired, seed
        self.part, self.active, self.names, self.words = {}, set(), set(), collections.Counter()
        others, relations = set(), []
        for record in self.records():
            self.part[record["id"]] = record["id"]
            if record["status"] == "active":
                self.active.add(record["id"])
            for name in record["names"]:
                self.names.add(plain(name["value"]))
                self.words.update(set(map(plain, WORD.findall(name["value"]))))
            for relation in record["relationships"]:
                others.add(relation["id"])
                relations.append((record["id"], relation["id"]))
        self.count = len(self.part)
        # Relations lead to records outside the file too; their copies must not meet anybody either.
        self.places = {ror: place for place, ror in enumerate(sorted(others | self.part.keys()))}
        self.taken = {number_of(ror) for ror in self.places}
        self.common = {word for word, names in self.words.items() if names >= RARE}
        # How many relations to others of the file each states.
        self.ties = collections.Counter()
        for one, other in relations:
            if other in self.part:
                self.ties[one] += 1
                self.part[self.root(one)] = self.root(other)
        self.part = {ror: self.root(ror) for ror in self.part}

    def records(self):
        with gzip.open(self.path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)

    def root(self, ror):
        while self.part[ror] != ror:
            self.part[ror] = self.part[self.part[ror]]
            ror = self.part[ror]
        return ror

    def grow(self, count):
        """How often to copy: `full` times all, and once more the `extra` parts that make up the rest."""
        self.full, left = divmod(count, self.count)
        sizes = collections.Counter(self.part.values())
        self.extra = set()
        for part in sorted(sizes, key=lambda part: draw(self.seed, "part", part)):
            if sizes[part] <= left:
                self.extra.add(part)
                left -= sizes[part]

    def copies_of(self, ror):
        return self.full + (self.part.get(ror) in self.extra)

    def id_of(self, ror, copy):
        """The id of a copy: multiples of an odd number meet only after 2^30 steps, and so never."""
        if copy == 0:
            return ror
        step = copy * len(self.places) + self.places[ror]
        while True:
            number = (step * 0x27220A95 + self.seed) % (1 << 30)
            if number not in self.taken:
                return ror_of(number)
            step += 1 << 28

    def relation(self, record, copy, relation):
        """A relation as copy k of the record has it."""
        other, kind = relation["id"], relation["type"]
        reached = copy
        if other in self.part and other != record:
            # Both ends have to come to the same step, whichever of them states the relation.
            forward = (kind, record) < (INVERSE[kind], other)
            tie = (kind, record, other) if forward else (INVERSE[kind], other, record)
            copies = self.copies_of(record)
            dice = draw(self.seed, *tie)
            if copies > 1 and dice % 10_000 < self.rewired * 10_000:
                step = 1 + dice // 10_000 % (copies - 1)
                reached = (copy + (step if forward else -step)) % copies
        if reached == copy == 0:
            return relation
        return {**relation, "id": self.id_of(other, reached), "label": self.rename(relation["label"], reached)}

    def rename(self, name, copy):
        """The name with other rare words; with one word more where it has none."""
        if copy == 0:
            return name

        def word(match):
            plainly = plain(match[0])
            return match[0] if plainly in self.common else respell(match[0], copy, self.seed)

        other = WORD.sub(word, name)
        if plain(other) in self.names:
            other += " " + respell("Belandor", plain(name), copy, self.seed)
        return other

    def respelled(self, acronym, copy):
        """An acronym that no original has."""
        other = WORD.sub(lambda match: respell(match[0], copy, self.seed), acronym)
        return other if plain(other) not in self.names else f"{other}{copy}{draw(acronym, copy) % 100}"

    def copy(self, record, copy, keys):
        """Copy k of a record; `keys` counts those given in each other registry."""
        ror = record["id"]
        relations = [self.relation(ror, copy, it) for it in record["relationships"]]
        if copy == 0:
            return {**record, "relationships": relations}
        names = [{**it, "value": self.respelled(it["value"], copy) if it["types"] == ["acronym"]
                  else self.rename(it["value"], copy)} for it in record["names"]]
        externals = []
        for external in record["external_ids"]:
            scheme, new = external["type"], {}
            for key in external["all"]:
                new[key] = key_of(scheme, FIRST_KEY[scheme] + keys[scheme])
                keys[scheme] += 1
            externals.append({**external, "all": list(new.values()), "preferred": new.get(external["preferred"])})
        links = [{**it, "value": it["value"].replace("://", f"://copy-{copy}.", 1)} for it in record["links"]]
        return {**record, "id": self.id_of(ror, copy), "names": names, "external_ids": externals, "links": links,
                "domains": [f"copy-{copy}.{it}" for it in record["domains"]], "relationships": relations}

    def write(self, out):
        keys = collections.Counter()
        with open(out, "wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as file:
            for copy in range(self.full + bool(self.extra)):
                for record in self.records():
                    if copy < self.copies_of(record["id"]):
                        made = self.copy(record, copy, keys)
                        file.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def quantiles(values, at=(50, 75, 90, 99, 99.9)):
    values = sorted(values) or [0]
    return {f"p{it:g}": values[min(len(values) - 1, int(len(values) * it / 100))] for it in at}


def describe(path):
    """What a file holds: a degree counts relations between records of the file, either end, each once."""
    degree, types, states, ties = {}, collections.Counter(), collections.Counter(), set()
    stated, names, externals = collections.Counter(), set(), collections.Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            one = number_of(record["id"])
            if degree.setdefault(one, 0) or ror_of(one) != record["id"]:
                sys.exit(f"{record['id']}: twice, or its check digits are wrong")
            states[record["status"]] += 1
            externals.update(it["type"] for it in record["external_ids"])
            names.add(next(it["value"] for it in record["names"] if "ror_display" in it["types"]))
            for relation in record["relationships"]:
                stated[relation["type"]] += 1
                kind, other = relation["type"], number_of(relation["id"])
                ties.add(min((kind, one, other), (INVERSE[kind], other, one)))
    # Parts that hang together.
    above = {}

    def root(node):
        while node in above:
            above[node] = node = above.get(above[node], above[node])
        return node

    for kind, one, other in ties:
        if one in degree and other in degree:
            types[min(kind, INVERSE[kind])] += 1
            degree[one] += 1
            degree[other] += 1
            ends = root(one), root(other)
            if ends[0] != ends[1]:
                above[ends[0]] = ends[1]
    parts = collections.Counter(map(root, degree))
    count = len(degree)
    return {
        "organizations": count, "display names": len(names), "statuses": dict(sorted(states.items())),
        "external ids": dict(sorted(externals.items())), "relations stated": dict(sorted(stated.items())),
        "ties in the file": dict(sorted(types.items())),
        "ties for each organization": round(sum(types.values()) / count, 4),
        "share without ties": round(sum(not it for it in degree.values()) / count, 4),
        "degree": {**quantiles(degree.values()), "max": max(degree.values())},
        "degree of those with ties": quantiles([it for it in degree.values() if it]),
        "share of the largest part": round(max(parts.values()) / count, 4),
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--jsonl", required=True, help="records of ROR, gzipped, one a line")
    arguments.add_argument("--count", type=int, help="organizations to write")
    arguments.add_argument("--factor", type=int, help="or how many times the originals")
    arguments.add_argument("--out", help="file to write, .jsonl.gz; its name should begin with a release of ROR")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rewired", type=float, default=0.05, help="share of relations between copies")
    arguments.add_argument("--describe", action="store_true", help="say what --jsonl holds, and write nothing")
    given = arguments.parse_args()
    if given.describe:
        for what, value in describe(given.jsonl).items():
            print(f"{what + ':':28}", ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value)
        return
    if not given.out or (given.count is None) == (given.factor is None):
        arguments.error("name --out, and one of --count and --factor")
    originals = Originals(given.jsonl, given.rewired, given.seed)
    originals.grow(given.count or given.factor * originals.count)
    originals.write(given.out)


if __name__ == "__main__":
    main()
