#!/usr/bin/env python3
"""Measures the memory that writing a table takes, by number of rows, for every format that the binary writes.

    bench/memory.py BINARY [--database FILE]

Creates a registry of about 52,000 organizations in groups, writes tables of it with `consortia query`, and the
largest as CSV with a server. With --database the registry is kept, and used again by the next run. Needs Linux
and Python. Writes bench/memory.csv and bench/memory.svg, which bench/README.md shows.
"""

import argparse, csv, json, os, pathlib, re, subprocess, sys, tempfile, time, urllib.request

HERE = pathlib.Path(__file__).parent
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
GROUP, GROUPS = 20, 2_490
# The most megabytes that writing a million rows may take.
BOUND = 150
QUERY = """
query Rows($roles: [AffiliationRole!]) {
  affiliations(filter: { roles: { in: $roles } }) { nodes {
    role since
    object { slug name }
    subject { slug name affiliations(LIMIT) { nodes { id role since until object { slug name } } } }
  } }
}
"""
ROWS = "affiliations.subject.affiliations"


def ror(number):
    """A ROR id with its check digits."""
    letters = "".join(LETTERS[number >> shift & 31] for shift in range(25, -1, -5))
    return f"https://ror.org/0{letters}{98 - number * 100 % 97:02}"


def records():
    """Groups of an organization and its parts, with unique names."""
    for group in range(GROUPS):
        members = [group * (GROUP + 1) + place + 1_000_000 for place in range(GROUP + 1)]
        for place, number in enumerate(members):
            others = members[1:] if place == 0 else members[:1]
            kind = "child" if place == 0 else "parent"
            name = f"Hôpital universitaire numéro {place} du groupe {group}"
            yield {
                "id": ror(number), "status": "active", "established": 1900 + number % 120,
                "types": ["healthcare"], "domains": [], "links": [], "external_ids": [],
                "names": [{"lang": "fr", "types": ["ror_display", "label"], "value": name}],
                "locations": [{"geonames_id": 2988507, "geonames_details": {
                    "name": "Paris", "country_code": "FR", "country_name": "France",
                    "lat": 48.85, "lng": 2.35, "continent_code": "EU", "continent_name": "Europe",
                    "country_subdivision_code": "IDF", "country_subdivision_name": "Île-de-France"}}],
                "relationships": [
                    {"label": "", "type": kind, "id": ror(other)} for other in others],
                "admin": {"created": {"date": "2024-01-01", "schema_version": "2.0"},
                          "last_modified": {"date": "2024-01-01", "schema_version": "2.0"}},
            }


def status(process):
    """Peak of resident memory, anonymous memory and file pages of a process, in megabytes."""
    try:
        text = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return [0, 0, 0]
    found = [re.search(rf"^{key}:\s+(\d+)", text, re.M) for key in ("VmHWM", "RssAnon", "RssFile")]
    return [int(one[1]) / 1024 if one else 0 for one in found]


def watched(command):
    """Runs a command. Returns the peaks of its memory, and its time in seconds."""
    highest, start = [0, 0, 0], time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while True:
        ended, code, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        highest = [max(pair) for pair in zip(highest, status(process.pid))]
        time.sleep(0.01)
    process.returncode = code
    if code:
        sys.exit(f"{' '.join(map(str, command))}: failed")
    highest[0] = used.ru_maxrss / 1024
    return highest, time.monotonic() - start


def served(binary, database, query):
    """The same for a server that writes the table for a request."""
    # No time limit: memory is measured, not speed.
    settings = {**os.environ, "CONSORTIA_TABLE_TIME_MS": "600000", "CONSORTIA_LOG": "warn"}
    server = subprocess.Popen([binary, "--db", database, "serve", "--no-supervisor", "--listen", "127.0.0.1:0"],
                              stdout=subprocess.PIPE, text=True, env=settings)
    try:
        address = next(line for line in server.stdout if "/graphql" in line)
        base = re.search(r"http://[^ /]+", address)[0]
        body = json.dumps({"query": query, "rows": ROWS}).encode()
        request = urllib.request.Request(f"{base}/table.csv", body, {"content-type": "application/json"})
        start, highest = time.monotonic(), [0, 0, 0]
        with urllib.request.urlopen(request) as answer:
            rows = int(answer.headers["consortia-rows"])
            while answer.read(1 << 20):
                highest = [max(pair) for pair in zip(highest, status(server.pid))]
        return rows, highest, time.monotonic() - start
    finally:
        server.terminate()
        server.wait()


def plot(measured):
    """Draws megabytes over rows, with a line for each format."""
    width, height, left, right, top, bottom = 760, 420, 56, 150, 24, 44
    formats = list(dict.fromkeys(row[0] for row in measured))
    most = max(BOUND, max(row[2] for row in measured)) * 1.08
    largest = max(row[1] for row in measured)
    x = lambda rows: left + rows / largest * (width - left - right)
    y = lambda size: height - bottom - size / most * (height - top - bottom)
    colours = ["#1b6ca8", "#d1495b", "#2a9d5c", "#8a4fbf", "#c77d0a", "#3f7d8c", "#a33b8f", "#5b5f66", "#7a8b1f"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        "<title>Peak memory of writing a table, over its rows</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for size in range(0, int(most), 25):
        parts.append(f'<path d="M{left} {y(size):.1f}H{width - right}" stroke="#e3e3e3"/>'
                     f'<text x="{left - 6}" y="{y(size) + 4:.1f}" text-anchor="end">{size}</text>')
    for rows in sorted({row[1] for row in measured}):
        parts.append(f'<text x="{x(rows):.1f}" y="{height - bottom + 18}" text-anchor="middle">{rows // 1000}k</text>')
    parts.append(f'<text x="{left}" y="14">MB, peak of resident memory</text>'
                 f'<text x="{width - right}" y="{height - 8}" text-anchor="end">rows</text>'
                 f'<path d="M{left} {y(BOUND):.1f}H{width - right}" stroke="#b00" stroke-dasharray="5 4"/>'
                 f'<text x="{left + 6}" y="{y(BOUND) - 5:.1f}" fill="#b00">{BOUND} MB</text>')
    ends = sorted((max(r for r in measured if r[0] == name)[2], name) for name in formats)
    floor = height
    for size, name in ends:
        colour = colours[formats.index(name) % len(colours)]
        points = sorted((row[1], row[2]) for row in measured if row[0] == name)
        line = " ".join(f"{x(rows):.1f},{y(peak):.1f}" for rows, peak in points)
        label = min(y(size) + 4, floor - 13)
        floor = label
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(rows):.1f}" cy="{y(peak):.1f}" r="3" fill="{colour}"/>' for rows, peak in points]
        parts.append(f'<text x="{width - right + 10}" y="{label:.1f}" fill="{colour}">{name}: {size:.0f} MB</text>')
    return "\n".join(parts) + "\n</svg>\n"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--database", type=pathlib.Path)
    arguments = arguments.parse_args()
    binary = os.path.abspath(arguments.binary)
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        database, file = arguments.database or folder / "memory.db", folder / "made.jsonl"
        if not database.exists():
            with file.open("w") as lines:
                lines.writelines(json.dumps(record) + "\n" for record in records())
            subprocess.run([binary, "--db", database, "import", "ror", file, "--release", "v1.0-2026-01-01"],
                           check=True, stdout=subprocess.DEVNULL)
        print(f"{database.stat().st_size / 1e6:.0f} MB of database")
        formats = ["csv", "tsv", "ndjson", "json", "xlsx", "parquet", "jsonld", "ttl"]
        for few in (1, 2, 6, 20):
            document = folder / "rows.graphql"
            query = QUERY.replace("LIMIT", f"first: {few}")
            document.write_text(query)
            for name in formats:
                to = folder / f"table.{name}"
                command = [binary, "--db", database, "query", document, "--format", name, "--output", to,
                           "--variables", '{"roles": ["PARENT"]}', "--set", f"rows={ROWS}"]
                if name == "parquet" and b"parquet" not in subprocess.run(
                        [*command, "--format", "none"], capture_output=True).stderr:
                    continue
                (peak, own, shared), seconds = watched(command)
                if name == "csv":
                    # A line for each row, and the header.
                    rows = sum(1 for _ in to.open("rb")) - 1
                size = to.stat().st_size / 1e6
                measured.append((name, rows, peak, own, shared, seconds, size))
                print(f"{name:8} {rows:>9} rows {peak:6.0f} MB ({own:.0f} own, {shared:.0f} of files) "
                      f"{seconds:5.1f} s {size:6.0f} MB written", flush=True)
                to.unlink()
            query = query.replace("($roles: [AffiliationRole!])", "").replace("$roles", "[PARENT]")
            rows, (peak, own, shared), seconds = served(binary, database, query)
            measured.append(("csv, served", rows, peak, own, shared, seconds, 0))
            print(f"served   {rows:>9} rows {peak:6.0f} MB ({own:.0f} own, {shared:.0f} of files) {seconds:5.1f} s")
    with (HERE / "memory.csv").open("w", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["format", "rows", "peak_mb", "own_mb", "files_mb", "written_mb"])
        for name, rows, *figures in measured:
            # Times are left out, because the machine may do other work.
            peak, own, shared, _, size = (f"{figure:.1f}" if figure else "" for figure in figures)
            table.writerow([name, rows, peak, own, shared, size])
    (HERE / "memory.svg").write_text(plot(measured))


main()
