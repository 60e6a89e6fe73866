"""Reads tables with the programs that people use, and compares what they read.

readers.py ADDRESS [QUERIES] [--require-all]: ADDRESS is that of a server over the seed. For each of QUERIES random
queries, every reader of every format must read the same rows in the same order. Then it runs the recipes of /data, and
checks reports: accents, dates, spreadsheets, networks, RDF, an interrupted download. It prints what it skips; with
--require-all, skipping is an error.
"""

import csv, datetime, hashlib, http.client, io, json, math, os, shutil, socket, subprocess, sys, tempfile, threading, time
import urllib.parse, urllib.request

import duckdb, igraph, networkx, openpyxl, pandas, rdflib, rdflib.compare

import oracle, recipes
from random_queries import RandomQuery, Schema

ACCENTS = "Cancéropôle Île-de-France"
ARGUMENTS = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
BASE = ARGUMENTS[0].rstrip("/")
QUERIES = int(ARGUMENTS[1]) if len(ARGUMENTS) > 1 else 200
REQUIRED = "--require-all" in sys.argv
folder = tempfile.mkdtemp(prefix="readers-")
get = oracle.getter(BASE)


def plain(value):
    """A cell as text, the same for every format."""
    if value is None or value is pandas.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "true" if value else "false"
    if isinstance(value, (datetime.datetime, pandas.Timestamp)):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    text = str(value)
    if text[:1] in "[{" and text[-1:] in "]}":
        try:
            return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True)
        except ValueError:
            pass
    return text


def hashes(rows):
    digest = lambda row: hashlib.sha256("\x1f".join(plain(cell) for cell in row).encode()).hexdigest()[:16]
    return [digest(row) for row in rows]


def saved(name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def of_frame(frame):
    return list(frame.columns), [list(row) for row in frame.itertuples(index=False, name=None)]


def of_duckdb(sql):
    result = duckdb.sql(sql)
    return list(result.columns), [list(row) for row in result.fetchall()]


def by_openpyxl(content):
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    header, *rows = list(book.worksheets[0].iter_rows(values_only=True))
    return list(header), [list(row) for row in rows]


def by_json(records, header):
    assert all(list(record) == header for record in records), "keys in order"
    return header, [list(record.values()) for record in records]


READERS = {
    "csv by pandas": ("csv", lambda c, h: of_frame(pandas.read_csv(io.BytesIO(c), dtype=str, keep_default_na=False))),
    "csv by DuckDB": ("csv", lambda c, h: of_duckdb(f"FROM read_csv('{saved('t.csv', c)}', all_varchar=true, header=true, delim=',', quote='\"', escape='\"', strict_mode=true)")),
    "tsv by pandas": ("tsv", lambda c, h: of_frame(pandas.read_csv(io.BytesIO(c), sep="\t", dtype=str, keep_default_na=False))),
    "ndjson by Python": ("ndjson", lambda c, h: by_json([json.loads(line) for line in c.splitlines()], h)),
    "ndjson by pandas": ("ndjson", lambda c, h: (h, [list(row) for row in pandas.read_json(io.BytesIO(c), lines=True, dtype=False, precise_float=True)[h].itertuples(index=False, name=None)] if c else [])),
    "json by Python": ("json", lambda c, h: by_json(json.loads(c), h)),
    "xlsx by openpyxl": ("xlsx", lambda c, h: by_openpyxl(c)),
    "parquet by pandas": ("parquet", lambda c, h: of_frame(pandas.read_parquet(io.BytesIO(c), dtype_backend="pyarrow").astype(object).where(lambda f: f.notna(), None))),
    "parquet by DuckDB": ("parquet", lambda c, h: of_duckdb(f"FROM read_parquet('{saved('t.parquet', c)}')")),
}


def formats():
    known = json.loads(get("/data.jsonld")[0])["dcat:dataset"][0]["dcat:distribution"]
    return {part["dcat:downloadURL"]["@id"].rsplit("/", 1)[1].split(".", 1)[1] for part in known}


def random_queries(available):
    introspection = """{ __schema { types { kind name possibleTypes { name } fields { name args { name defaultValue
      type { kind } } type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { name kind } } } } } } } } }"""
    introspection = introspection.replace("ofType { name kind }", "ofType { name kind ofType { name } }")
    body, _ = get("/graphql", [("query", introspection)])
    schema = Schema(json.loads(body)["data"])
    slugs = json.loads(get("/graphql", [("query", "{ organizations(first: 100) { nodes { slug } } }")])[0])
    slugs = [node["slug"] for node in slugs["data"]["organizations"]["nodes"]]
    asked = rows = empty = 0
    seed = 0
    while asked < QUERIES:
        seed += 1
        query = RandomQuery(schema, seed, slugs)
        try:
            contents = {ending: get(f"/table.{ending}", query.parameters) for ending in sorted({e for e, _ in READERS.values()} & available)}
        except urllib.error.HTTPError as error:
            body = json.loads(error.read())
            raise SystemExit(f"query {seed}: {error.code} {body}\n{query.parameters}")
        header = list(pandas.read_csv(io.BytesIO(contents["csv"][0]), nrows=0).columns)
        expected = None
        for name, (ending, read) in READERS.items():
            if ending not in available:
                continue
            content, headers = contents[ending]
            columns, found = read(content, header)
            assert columns == header, f"query {seed}, {name}: {columns} is not {header}\n{query.parameters}"
            assert len(found) == int(headers["consortia-rows"]), f"query {seed}, {name}: {len(found)} rows of {headers['consortia-rows']}\n{query.parameters}"
            found = hashes(found)
            expected = expected or found
            assert found == expected, f"query {seed}, {name}: different rows\n{query.parameters}"
        asked += 1
        rows += len(expected or [])
        empty += not expected
    print(f"{asked} queries, {rows} rows ({empty} tables without any): the same rows in {len(available & {e for e, _ in READERS.values()})} formats, {len(READERS)} readers")


def dates():
    parameters = [("asOf", "2023")]
    frame = pandas.read_parquet(io.BytesIO(get("/reports/affiliations.parquet", parameters)[0]))
    assert isinstance(frame["since_from"].dropna().iloc[0], datetime.date)
    kinds = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet('{saved('a.parquet', get('/reports/affiliations.parquet', parameters)[0])}'))").fetchall())
    assert (kinds["since"], kinds["since_from"], kinds["isCurrent"]) == ("VARCHAR", "DATE", "BOOLEAN"), kinds
    header, rows = by_openpyxl(get("/reports/affiliations.xlsx", parameters)[0])
    at = header.index("since_from")
    assert any(isinstance(row[at], datetime.datetime) for row in rows)
    frame = pandas.read_csv(f"{BASE}/reports/affiliations.csv?asOf=2023", parse_dates=["since_from", "since_to"])
    assert str(frame["since_from"].dtype).startswith("datetime64"), frame["since_from"].dtype
    kinds = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM read_csv('{saved('a.csv', get('/reports/affiliations.csv', parameters)[0])}'))").fetchall())
    assert kinds["since_from"] == "DATE", kinds
    for ending, read in (("csv", lambda c: c.decode()), ("json", lambda c: c.decode()), ("ttl", lambda c: c.decode())):
        assert ACCENTS in read(get(f"/reports/organizations.{ending}")[0]), ending
    print("dates are dates in Parquet, XLSX, and CSV as pandas and DuckDB read it; accents are whole")


def networks():
    parameters = [("organization", "PSCC"), ("hops", "2"), ("history", "true")]
    rows = list(csv.DictReader(io.StringIO(get("/reports/network.csv", parameters)[0].decode())))
    graphml, gexf = (saved(f"n.{e}", get(f"/reports/network.{e}", parameters)[0]) for e in ("graphml", "gexf"))
    by_networkx = networkx.read_graphml(graphml)
    by_igraph = igraph.Graph.Read_GraphML(graphml)
    of_gexf = networkx.read_gexf(gexf)
    names = {data["label"] for _, data in by_networkx.nodes(data=True)}
    assert ACCENTS in names and ACCENTS in set(by_igraph.vs["label"]) and of_gexf.nodes["canceropole-ile-de-france"]["label"] == ACCENTS
    # A link without a direction is an edge each way. Every program reads the global id of the affiliation.
    ends = {row["id"]: (row["subject.slug"], row["object.slug"]) for row in rows}
    readers = {
        "networkx (GraphML)": list(by_networkx.edges(data=True)),
        "networkx (GEXF)": list(of_gexf.edges(data=True)),
        "igraph (GraphML)": [(by_igraph.vs[edge.source]["id"], by_igraph.vs[edge.target]["id"], edge.attributes()) for edge in by_igraph.es],
    }
    symmetric = 0
    for reader, edges in readers.items():
        found = {}
        for source, target, data in edges:
            found.setdefault(data["affiliation"], set()).add((source, target))
            known = ends[data["affiliation"]]
            assert (source, target) == known or data["symmetric"] and (target, source) == known, (reader, source, target)
            symmetric += data["symmetric"]
        for row in rows:
            both = {ends[row["id"]], ends[row["id"]][::-1]} if row["role"] in ("PARTNER", "COLLABORATOR", "RELATED") else {ends[row["id"]]}
            assert found[row["id"]] == both, (reader, row, found[row["id"]])
    ids = {data["id"] for _, _, data in of_gexf.edges(data=True)}
    assert set(ends) <= ids, "networkx reads the ids of GEXF"
    times = {data["id"]: (data.get("start"), data.get("end")) for _, _, data in of_gexf.edges(data=True)}
    for row in rows:
        assert times[row["id"]] == (row["since_from"] or None, row["until_to"] or None), row
    print(f"networks: {len(rows)} links with ids, directions and time by {', '.join(readers)}")


def spreadsheets():
    """A file for Excel has no formulas, and what it has can be read back."""
    usual = pandas.read_csv(io.BytesIO(get("/reports/organizations.csv")[0]), dtype="string", keep_default_na=False)
    if "=1+1" not in set(usual["name"]):
        assert not REQUIRED, "import traps.csv first"
        print("SKIPPED: the registry has no names that a spreadsheet would run as formulas")
        return
    page = recipes.recipes_of(get("/data")[0].decode())["organizations"]
    for options in ({"bom": "1"}, {"bom": "1", "sep": "semicolon", "decimal": "comma"}):
        content, _ = get("/reports/organizations.csv", list(options.items()))
        separator = ";" if "sep" in options else ","
        raw = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))
        assert not [cell for row in raw for cell in row if cell[:1] in set("=+-@＝＋－＠\t\r\n")], "formulas"
        assert "'=1+1" in {cell for row in raw for cell in row}
        table = pandas.read_csv(io.BytesIO(content), sep=separator, dtype="string", keep_default_na=False)
        scope = {"table": table}
        exec(page["pandas, for a CSV made for Excel (bom=1)"], scope)
        assert scope["table"].equals(usual), "the recipe restores other texts"
    print(f"spreadsheets: {len(usual)} rows without formulas, restored by pandas")


def rdf():
    org, prov = rdflib.Namespace("http://www.w3.org/ns/org#"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    for report, kind, column in (("affiliations", org.Membership, "id"), ("organizations", org.Organization, "id"), ("timeline", rdflib.Namespace("https://schema.org/").Event, "id")):
        rows = pandas.read_csv(io.BytesIO(get(f"/reports/{report}.csv")[0]))
        # What has not happened is no event of schema.org.
        rows = rows[rows["status"] == "HAPPENED"] if report == "timeline" else rows
        turtle, jsonld = rdflib.Graph(), rdflib.Graph()
        turtle.parse(data=get(f"/reports/{report}.ttl")[0], format="turtle")
        jsonld.parse(data=get(f"/reports/{report}.jsonld")[0], format="json-ld")
        things = set(turtle.subjects(rdflib.RDF.type, kind))
        assert len(things) == rows[column].nunique(), (report, len(things), rows[column].nunique())
        # Comparing graphs with many blank nodes is slow, so only one report is compared.
        assert len(turtle) == len(jsonld), report
        assert report != "timeline" or rdflib.compare.isomorphic(turtle, jsonld), report
        assert set(turtle.subject_objects(prov.qualifiedPrimarySource)), report
        print(f"RDF of {report}: {len(turtle)} statements about {len(things)} in Turtle and JSON-LD by rdflib")


def office():
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        if REQUIRED:
            raise SystemExit("LibreOffice is missing")
        print("SKIPPED: LibreOffice is not there")
        return
    began = time.time()
    columns, own = of_frame(pandas.read_csv(io.BytesIO(get("/reports/organizations.csv")[0]), dtype=str, keep_default_na=False))
    path = saved("organizations.xlsx", get("/reports/organizations.xlsx")[0])
    converted = by_office(program, path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1")
    header, found = of_frame(pandas.read_csv(converted, dtype=str, keep_default_na=False))
    assert header == columns
    assert hashes(found) == hashes(own), "LibreOffice reads different rows"
    print(f"LibreOffice: {len(own)} rows of XLSX as in CSV, {time.time() - began:.0f} s")
    # As it is opened by double click in France: numbers and days are such, and texts are texts.
    query = '{ search(query: "institut", types: [ORGANIZATION]) { edges { score matchedName node { ... on Organization { foundedOn } } } } }'
    options = [("bom", "1"), ("sep", "semicolon"), ("decimal", "comma"), ("columns", "short"), ("query", query)]
    path = saved("search.csv", get("/table.csv", options)[0])
    french = by_office(program, path, "xlsx", "CSV:59,34,76,1,,1036,false,true")
    header, found = by_openpyxl(open(french, "rb").read())
    rows = json.loads(get("/table.json", options[3:])[0])
    assert header == list(rows[0]) and len(found) == len(rows), header
    decimals = days = 0
    for cells, row in zip(found, rows):
        cells = dict(zip(header, cells))
        assert cells["score"] == row["score"] and cells["matchedName"] == row["matchedName"], (cells, row)
        decimals += row["score"] % 1 > 0
        for day in ("foundedOn_from", "foundedOn_to"):
            assert plain(cells[day]) == (row[day] or "") and not isinstance(cells[day], str), (cells, row)
            days += row[day] is not None
    assert decimals and days, "nothing was tried"
    print(f"LibreOffice in French: {len(rows)} rows with {decimals} decimal numbers and {days} days, {time.time() - began:.0f} s")


def by_office(program, path, form, read_as=None):
    """The file that LibreOffice converts a file to."""
    run = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", folder + "/office"]
    run += [f"--infilter={read_as}"] if read_as else []
    subprocess.run(run + [path], check=True, capture_output=True, timeout=300)
    start = os.path.basename(path).split(".")[0]
    (name,) = [name for name in os.listdir(folder + "/office") if name.startswith(start)]
    return os.path.join(folder, "office", name)


def cutting(most):
    """A proxy that ends every response after this many bytes, as a killed server would."""
    host = urllib.parse.urlparse(BASE)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            client, _ = listener.accept()
            with client, socket.create_connection((host.hostname, host.port)) as server:
                server.sendall(client.recv(65536).replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
                left = most
                while left > 0 and (part := server.recv(min(left, 65536))):
                    client.sendall(part)
                    left -= len(part)

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def broken():
    """An interrupted download is an error for every client, never a shorter table."""
    cut = cutting(100_000) + "/reports/sources.csv"
    seen = []
    for name, read in (
        ("urllib", lambda: urllib.request.urlopen(cut).read()),
        ("pandas", lambda: pandas.read_csv(cut)),
        ("curl", lambda: subprocess.run(["curl", "-fsS", "-o", os.devnull, cut], check=True, capture_output=True)),
    ):
        try:
            read()
        except (http.client.IncompleteRead, OSError, subprocess.CalledProcessError):
            seen.append(name)
            continue
        raise SystemExit(f"{name} accepted an interrupted download")
    whole, headers = get("/reports/sources.csv")
    half = len(whole) // 2
    part, _ = get("/reports/sources.csv", headers={"Range": f"bytes={half}-", "If-Range": headers["etag"]})
    first, _ = get("/reports/sources.csv", headers={"Range": f"bytes=0-{half - 1}"})
    assert first + part == whole, "the ranges do not make up the file"
    print(f"an interrupted download is an error for {', '.join(seen)}, and can be resumed")


def repeat():
    again = [get("/reports/affiliations.xlsx", [("asOf", "2023")])[0] for _ in range(2)]
    assert again[0] == again[1]
    print("the same address has the same bytes")


began = time.time()
available = formats()
if "parquet" not in available:
    if REQUIRED:
        raise SystemExit("this build does not support Parquet; build with --features parquet")
    print("SKIPPED: this build does not support Parquet")
random_queries(available)
if "parquet" in available:
    dates()
recipes.check(BASE, get, folder, REQUIRED)
networks()
spreadsheets()
rdf()
office()
broken()
repeat()
shutil.rmtree(folder)
print(f"readers agree, {time.time() - began:.0f} s")
