"""Runs the recipes of /data with the real programs, and compares every value with the answer of /graphql.

recipes.py ADDRESS: over the data of the server at ADDRESS."""

import datetime, html, json, math, os, re, shutil, subprocess, sys, tempfile, time, urllib.parse

import duckdb, pandas

import oracle

MISSING = "\x1a"
SHOW = r"""
shown <- function(column) {
  text <- if (inherits(column, "Date")) format(column, "%Y-%m-%d")
    else if (is.logical(column)) ifelse(column, "true", "false")
    else if (is.numeric(column)) sprintf("%.17g", column)
    else as.character(column)
  text[is.na(column)] <- "\x1a"
  paste(c(class(column)[1], enc2utf8(text)), collapse = "\x1f")
}
out <- file("OUT", "wb")
writeLines(paste(c(paste(names(table), collapse = "\x1f"), vapply(table, shown, "")), collapse = "\x1e"), out, sep = "", useBytes = TRUE)
close(out)
"""
TYPES = {
    "pandas": {"string": "string", "json": "string", "integer": "int64", "number": "float64", "boolean": "boolean", "date": "datetime64[s]"},
    "R": {"string": "character", "json": "character", "integer": "numeric", "number": "numeric", "boolean": "logical", "date": "Date"},
    "DuckDB": {"string": "VARCHAR", "json": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"},
}


def recipes_of(page):
    """The recipes of each report on /data, by program."""
    sections = re.findall(r'(?s)<section id="([\w-]+)">(.*?)</section>', page)
    found = {}
    for report, section in sections:
        parts = re.findall(r"(?s)<dt>(.*?)<dd><pre>(.*?)</pre>", section)
        found[report] = {html.unescape(name): html.unescape(text) for name, text in parts}
    return found


def datatype(column):
    return column["datatype"]["base"] if isinstance(column["datatype"], dict) else column["datatype"]


def plain(value):
    """A value as the oracle has it."""
    if value is None or value is pandas.NaT or value is pandas.NA:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, (pandas.Timestamp, datetime.datetime)):
        return value.date().isoformat() if value.year >= 1000 else f"{value.year:04}{value.strftime('-%m-%d')}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def by_pandas(code):
    scope = {}
    exec(code, scope)
    frame = scope["table"]
    kinds = {name: str(kind).lower().split("[p")[0] for name, kind in frame.dtypes.items()}
    return list(frame.columns), kinds, [[plain(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]


def by_duckdb(code):
    result = duckdb.sql(code.rstrip().rstrip(";"))
    kinds = dict(zip(result.columns, map(str, result.types)))
    return list(result.columns), kinds, [[plain(cell) for cell in row] for row in result.fetchall()]


def by_r(code, folder):
    out, script = os.path.join(folder, "r.out"), os.path.join(folder, "r.R")
    with open(script, "w", encoding="utf-8") as file:
        file.write(code + SHOW.replace("OUT", out))
    # Any locale: a recipe must not depend on it.
    run = subprocess.run(["Rscript", "--vanilla", script], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert run.returncode == 0, run.stderr[-2000:]
    assert "Warning" not in run.stderr, run.stderr[-2000:]
    names, *columns = open(out, encoding="utf-8", newline="").read().split("\x1e")
    names, columns = names.split("\x1f"), [column.split("\x1f") for column in columns]
    kinds = {name: column[0] for name, column in zip(names, columns)}

    def value(kind, text):
        if text == MISSING:
            return None
        if kind == "logical":
            return text == "true"
        if kind == "Date":
            return text.rjust(10, "0")
        return float(text) if kind == "numeric" else text

    cells = [[value(column[0], text) for text in column[1:]] for column in columns]
    return names, kinds, [list(row) for row in zip(*cells)]


class Programs:
    def __init__(self, base, get, folder, required):
        self.base, self.get, self.folder, self.required = base, get, folder, required
        self.with_r = bool(shutil.which("Rscript"))
        if not self.with_r:
            assert not required, "R is missing"
            print("SKIPPED: R is not there")

    def read(self, recipes):
        """What each program reads by its recipe: name, family of types, columns, kinds, rows."""
        yield "pandas", "pandas", *by_pandas(recipes["pandas"])
        # DuckDB needs an extension for addresses; the recipe is the same for a file.
        address = re.search(r"read_csv\('([^']*)'", recipes["DuckDB"])[1]
        path = os.path.join(self.folder, "recipe.csv")
        with open(path, "wb") as file:
            file.write(self.get(address[len(self.base) :])[0])
        yield "DuckDB", "DuckDB", *by_duckdb(recipes["DuckDB"].replace(address, path))
        if self.with_r:
            yield "readr", "R", *by_r(recipes["R with readr"], self.folder)
            yield "base R", "R", *by_r(recipes["R without packages"], self.folder)

    def check(self, report, recipes, columns, expected):
        header = [name for name, _ in columns]
        expected = [[as_number(value) for value in row] for row in expected]
        for program, family, names, kinds, rows in self.read(recipes):
            place = f"{report} by {program}"
            assert names == header, f"{place}: {names} is not {header}"
            for name, ty in columns:
                assert kinds[name] == TYPES[family][ty], f"{place}: {name} is {kinds[name]}"
            assert len(rows) == len(expected), f"{place}: {len(rows)} rows of {len(expected)}"
            for number, (row, right) in enumerate(zip(rows, expected)):
                row = [as_number(value) for value in row]
                same = all(is_same(family, one, other) for one, other in zip(row, right, strict=True))
                assert same, f"{place}, row {number}: {different(header, row, right)}"


def is_same(family, one, other):
    # The parser of readr can be off in the last of 17 digits.
    if family == "R" and isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=4e-16)
    return one == other


def as_number(value):
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def different(header, row, right):
    return {name: (found, known) for name, found, known in zip(header, row, right) if found != known}


def check(base, get, folder, required):
    began, cells, reports = time.time(), 0, 0
    programs = Programs(base, get, folder, required)
    asked = oracle.Oracle(base)
    page = recipes_of(get("/data")[0].decode())
    for report, recipes in page.items():
        if "pandas" not in recipes:
            continue
        address = re.search(r'read_csv\("([^"]*)"', recipes["pandas"])[1]
        query = urllib.parse.parse_qsl(urllib.parse.urlparse(address).query)
        meta = json.loads(get(f"/reports/{report}.meta.json", query)[0])
        columns = [(column["name"], datatype(column)) for column in meta["tableSchema"]["columns"]]
        variables = {}
        for name, value in query:
            name, _, field = name.partition(".")
            key = {field: value} if field else value
            variables[name] = key
        expected = list(asked.rows(report, variables, columns))
        assert len(expected) == meta["consortia:rows"], (report, len(expected), meta["consortia:rows"])
        programs.check(report, recipes, columns, expected)
        cells += len(expected) * len(columns)
        reports += 1
    print(f"recipes: {cells} values of {reports} reports are those of GraphQL, {time.time() - began:.0f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="recipes-") as folder:
        check(sys.argv[1], oracle.getter(sys.argv[1]), folder, True)
