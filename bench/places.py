#!/usr/bin/env python3
"""Measures the filters `near`, `region` and `within` of organizations over HTTP.

    bench/places.py BINARY --jsonl RELEASE.jsonl.gz [--count 360000] [--work FOLDER] [--requests 60]

It makes a file of that many organizations (growth/grow.py), imports it, and asks a server for pages of 20 with and without
their count, alone and together with other filters. It compares the answers with a search that computes the distance to every
place, and the times with statements written by hand that answer the same over the same file. Needs Linux. It works in a
temporary folder, with --work in one that is kept and used again, and connects to 127.0.0.1 only.
"""

import argparse
import contextlib
import http.client
import json
import math
import os
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "growth"))
from grow import Originals  # noqa: E402

RELEASE = "v2.9-2026-06-23"
EARTH_RADIUS_KM = 6371.0088
TICK = os.sysconf("SC_CLK_TCK")
NO_LIMITS = ["--rate-limit", "1000000000", "--response-cache-bytes", "0"]
PLACES = {
    "Lyon, 10 km": {"near": {"lat": 45.76, "lon": 4.84, "km": 10}},
    "Paris, 10 km": {"near": {"lat": 48.79, "lon": 2.36, "km": 10}},
    "Corse": {"region": "Corse"},
    "Paris region": {"region": "Paris region"},
}
OTHERS = {
    "": ({}, "1"),
    "kinds": ({"kinds": {"in": ["FACILITY"]}}, "kind_list_id IN (SELECT kind_list_id FROM kind_list_member WHERE kind = 'FACILITY')"),
    "a rare kind": ({"kinds": {"in": ["ARCHIVE"]}}, "kind_list_id IN (SELECT kind_list_id FROM kind_list_member WHERE kind = 'ARCHIVE')"),
    "countries": ({"countries": {"in": ["FR"]}}, "likelihood(country = 'FR', 0.05)"),
    "another country": ({"countries": {"in": ["US"]}}, "likelihood(country = 'US', 0.05)"),
}
PAGE = "query ($filter: OrganizationFilter) { organizations(first: 20, filter: $filter) { nodes { slug name } } }"
COUNTED = PAGE.replace("{ nodes", "{ totalCount nodes")


class Server:
    """The registry, serving a database."""

    def __init__(self, binary, database):
        command = [binary, "--db", database, "serve", "--no-supervisor", "--listen", "127.0.0.1:0", *NO_LIMITS]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            if found := re.search(r"http://([0-9.:]+)/graphql", line):
                self.connection = http.client.HTTPConnection(found[1], timeout=60)
                return
        sys.exit("the server did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=30)

    def ask(self, query, filter):
        body = json.dumps({"query": query, "variables": {"filter": filter}})
        try:
            self.connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        except (BrokenPipeError, http.client.CannotSendRequest):
            # The server closes connections that were idle during the search through all places.
            self.connection.close()
            self.connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        answer = json.loads(self.connection.getresponse().read())
        if "errors" in answer:
            sys.exit(f"{body}: {answer['errors']}")
        [data] = answer["data"].values()
        return data

    def cpu_ms(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICK


def quantile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def timed(run, requests):
    """The milliseconds of each run, and what the first one returned."""
    times, first = [], None
    for number in range(requests):
        begun = time.perf_counter()
        answer = run(number)
        times.append((time.perf_counter() - begun) * 1000)
        first = first if number else answer
    return times, first


def unit(lat, lon):
    lat, lon = math.radians(lat), math.radians(lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def sets_of(database, place):
    """SQL that selects the sets of places in a place, written by hand."""
    if "region" in place:
        [(key,)] = database.execute("SELECT region_key FROM region_name WHERE folded = lower(?)", [place["region"]])
        return f"SELECT place_set_id FROM place_set_member WHERE region_key = '{key}'"
    circle = place["near"]
    chord = 2 * math.sin(circle["km"] / 2 / EARTH_RADIUS_KM) + 3.5e-7
    centre = unit(circle["lat"], circle["lon"])
    boxes = [f"t.max_{axis} >= {at - chord} AND t.min_{axis} <= {at + chord}" for axis, at in zip("xyz", centre)]
    square = " + ".join(f"(t.min_{axis} - {at}) * (t.min_{axis} - {at})" for axis, at in zip("xyz", centre))
    return ("SELECT place_set_id FROM place_set_tree AS t CROSS JOIN place_set_member AS m ON m.id = t.id "
            f"WHERE {' AND '.join(boxes)} AND {square} <= {chord * chord}")


def searched(database, place, condition):
    """The number of organizations in a place, found by a search through all places."""
    if "region" in place:
        where = "region_key IN (SELECT region_key FROM region_name WHERE folded = lower(?))"
        found = database.execute(f"SELECT organization_id FROM place WHERE {where}", [place["region"]])
        found = {organization for organization, in found}
    else:
        circle = place["near"]
        centre, chord = unit(circle["lat"], circle["lon"]), 2 * math.sin(circle["km"] / 2 / EARTH_RADIUS_KM)
        all_places = database.execute("SELECT organization_id, lat, lon FROM place WHERE lat IS NOT NULL")
        found = {organization for organization, lat, lon in all_places if math.dist(unit(lat, lon), centre) <= chord}
    listed = database.execute(f"SELECT id FROM organization WHERE stage = 'REALIZED' AND rank < 687194767360 AND {condition}")
    return len(found & {organization for organization, in listed})


def measure_places(server, database, requests):
    print("| place | other filter | matches | page, ms: median, p95 | with count | CPU of both | by hand, page and count | ratio |")
    print("| --- | --- | --: | --: | --: | --: | --: | --: |")
    slowest = 0
    for name, place in PLACES.items():
        sets = sets_of(database, place)
        for other, (conditions, sql) in OTHERS.items():
            filter = {**place, **conditions}
            page, _ = timed(lambda _: server.ask(PAGE, filter), requests)
            before = server.cpu_ms()
            counted, answer = timed(lambda _: server.ask(COUNTED, filter), requests)
            cpu = (server.cpu_ms() - before) / requests
            where = f"FROM organization WHERE stage = 'REALIZED' AND rank < 687194767360 AND likelihood(place_set_id IN ({sets}), 0.00001) AND {sql}"

            def by_hand(_):
                rows = database.execute(f"SELECT slug, name {where} ORDER BY rank, id LIMIT 20").fetchall()
                return rows, database.execute(f"SELECT count(*) {where}").fetchone()[0]

            hand, (rows, count) = timed(by_hand, requests)
            shown = [(node["slug"], node["name"]) for node in answer["nodes"]]
            if (shown, answer["totalCount"]) != (rows, count) or count != searched(database, place, sql):
                sys.exit(f"{name}, {other}: the answers differ")
            slowest = max(slowest, statistics.median(counted))
            ratio = statistics.median(hand) / statistics.median(counted)
            print(f"| {name} | {other} | {count:,} | {statistics.median(page):.1f}, {quantile(page, 0.95):.1f} "
                  f"| {statistics.median(counted):.1f}, {quantile(counted, 0.95):.1f} | {cpu:.1f} "
                  f"| {statistics.median(hand):.1f} | {ratio:.2f} |", flush=True)
    print(f"\nslowest median of a page with its count: {slowest:.1f} ms")


def measure_within(server, database):
    """The filter `within` of each list that has it, for organizations at random and for those with the most parts."""
    listed = "organization.rank < 687194767360"
    parents = "(SELECT subject_id, count(*) AS parts FROM affiliation WHERE role = 'PARENT' GROUP BY subject_id) AS p"
    with_parts = f"SELECT slug FROM organization JOIN {parents} ON p.subject_id = organization.id WHERE {listed} ORDER BY"
    dice = random.Random(14)

    def slugs(sql):
        return [slug for slug, in database.execute(sql)]

    sample = {
        "200 at random": dice.sample(slugs(f"SELECT slug FROM organization WHERE {listed} ORDER BY id"), 200),
        "200 at random of those with parts": dice.sample(slugs(f"{with_parts} id"), 200),
        "the 200 with the most parts": slugs(f"{with_parts} parts DESC, id LIMIT 200"),
    }
    print("\n| list | `within` | matches: median, most | a page with its count, ms: median, p95, most |")
    print("| --- | --- | --: | --: |")
    for field in ["organizations", "affiliations", "figures", "events"]:
        type = field[0].upper() + field[1:-1]
        query = f"query ($filter: {type}Filter) {{ {field}(first: 20, filter: $filter) {{ totalCount nodes {{ id }} }} }}"
        for name, slugs in sample.items():
            filters = [{"within": {"organization": {"slug": slug}}} for slug in slugs]
            # The first to ask about the network waits until it has been read.
            server.ask(query, filters[0])
            counts = []
            times, _ = timed(lambda at: counts.append(server.ask(query, filters[at])["totalCount"]), len(filters))
            print(f"| {field} | {name} | {statistics.median(counts):,.0f}, {max(counts):,} "
                  f"| {statistics.median(times):.1f}, {quantile(times, 0.95):.1f}, {max(times):.1f} |", flush=True)


def make(binary, jsonl, count, folder):
    """The database of so many organizations."""
    database = folder / f"{count}.db"
    if not database.exists():
        grown = folder / f"{RELEASE}-grown-{count}.jsonl.gz"
        originals = Originals(jsonl, rewired=0.05, seed=1)
        originals.grow(count)
        originals.write(grown)
        making = folder / "making.db"
        for command in ["seed"], ["import", "ror", grown]:
            subprocess.run([binary, "--db", making, *command], check=True, stdout=subprocess.DEVNULL)
        making.rename(database)
        grown.unlink()
    return database


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", help="the registry, a release build")
    arguments.add_argument("--jsonl", required=True, help="records of ROR, gzipped, one a line")
    arguments.add_argument("--count", type=int, default=360_000, help="organizations to import")
    arguments.add_argument("--work", type=pathlib.Path, help="folder that stays")
    arguments.add_argument("--requests", type=int, default=60, help="for each number")
    given = arguments.parse_args()
    binary = os.path.abspath(given.binary)
    folder = given.work or pathlib.Path(tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    with contextlib.ExitStack() as at_end:
        if not given.work:
            at_end.callback(shutil.rmtree, folder)
        path = make(binary, given.jsonl, given.count, folder)
        with Server(binary, path) as server:
            database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            database.execute("PRAGMA mmap_size = 2000000000")
            measure_places(server, database, given.requests)
            measure_within(server, database)


if __name__ == "__main__":
    main()
