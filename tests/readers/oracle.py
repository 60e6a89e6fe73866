"""What the rows of a report must be, made from the JSON of /graphql by the rules of docs/reports.md."""

import datetime, json, pathlib, re, urllib.parse, urllib.request

QUERIES = pathlib.Path(__file__).parents[2] / "queries"
PAGE = "pageInfo { hasNextPage endCursor } "
# Connections in cells of a report, which must fit on one page.
IN_CELLS = {"organizations": ["memberOf"], "timeline": ["participants"]}


def document(report):
    (path,) = QUERIES.glob(f"[3-9]?-{report}.graphql")
    return path.read_text()


def option(text, name):
    found = re.search(rf"^# @table {name}=(.*)$", text, re.M)
    return found and found[1].strip()


def is_connection(text, field):
    return re.search(rf"\b{field}(?:\([^()]*\))? \{{\s*(?:edges|nodes)", text)


def with_page(text, field, after):
    """The document with a page of 100 items of a connection."""
    arguments = "first: 100" + (f", after: ${after}" if after else "")

    def page(found):
        given = found[1]
        return f"{field}({arguments}{', ' + given if given else ''}) {{ {PAGE}"

    text, count = re.subn(rf"\b{field}(?:\(((?:[^()])*)\))? \{{", page, text)
    assert count == 1, (field, count)
    return text


def with_variable(text, name):
    head, rest = re.match(r"(?s)(.*?\n)(query \w+.*)", text).groups()
    if re.match(r"query \w+\(", rest):
        return head + re.sub(r"^(query \w+\()", rf"\1${name}: String, ", rest)
    return head + re.sub(r"^(query \w+)", rf"\1(${name}: String)", rest)


def getter(base):
    """A function that gets a path of a server: the body and the headers."""

    def get(path, parameters=(), headers=None):
        address = base + path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")
        request = urllib.request.Request(address, headers=headers or {})
        with urllib.request.urlopen(request, timeout=600) as answer:
            return answer.read(), answer.headers

    return get


class Oracle:
    def __init__(self, base):
        self.base = base

    def ask(self, query, variables):
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(self.base + "/graphql", body, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=300) as answer:
            answer = json.loads(answer.read())
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def rows(self, report, variables, columns):
        """The rows of a report; `columns` are pairs of name and type, as meta.json has them."""
        text = document(report)
        paths = [path.strip() for path in option(text, "rows").split(",")]
        for data in self.answers(report, text, variables):
            for path in paths:
                for chain in chains(data, path.split("."), 0, [data]):
                    label = path.rsplit(".", 1)[1] if len(paths) > 1 else None
                    row = [cell(chain, path.split("."), name, ty) for name, ty in columns]
                    # Without items there is a row only for what a parent shows.
                    if chain[-1] is None and all(value is None for value in row):
                        continue
                    yield [label] + row[1:] if label else row

    def answers(self, report, text, variables):
        if report == "sources":
            yield from self.sources(text, variables)
            return
        # The outermost connection is read page by page. What is below it must fit on one page.
        path = option(text, "rows").split(",")[0].split(".")
        outer, *inner = [field for field in path if is_connection(text, field)] or [None]
        for field in inner + IN_CELLS.get(report, []):
            text = with_page(text, field, None)
        if not outer:
            yield self.ask(text, variables)
            return
        text = with_variable(with_page(text, outer, "after"), "after")
        after = None
        while True:
            data = self.ask(text, {**variables, "after": after})
            page = find(data, outer).pop("pageInfo")
            assert not cut(data), f"{report} has a longer list in a cell"
            yield data
            if not page["hasNextPage"]:
                return
            after = page["endCursor"]

    def sources(self, text, variables):
        """Each source with its facts, page by page."""
        text = text.replace("sources {", f"sources(first: 1, after: $source) {{ {PAGE}")
        text = with_variable(with_variable(with_page(text, "facts", "after"), "after"), "source")
        source = None
        while True:
            after = None
            while True:
                data = self.ask(text, {**variables, "source": source, "after": after})
                (node,) = data["sources"]["nodes"]
                page = node["facts"].pop("pageInfo")
                yield data
                if not page["hasNextPage"]:
                    break
                after = page["endCursor"]
            page = data["sources"]["pageInfo"]
            if not page["hasNextPage"]:
                return
            source = page["endCursor"]


def find(value, key):
    """The first object under this key, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get(key), dict):
            return value[key]
        value = list(value.values())
    for part in value if isinstance(value, list) else []:
        if (found := find(part, key)) is not None:
            return found
    return None


def cut(value):
    if isinstance(value, dict):
        page = value.get("pageInfo")
        return bool(page and page["hasNextPage"]) or any(cut(part) for part in value.values())
    return isinstance(value, list) and any(cut(part) for part in value)


def member(value, key):
    """A field of an object, of the node of an edge, or None."""
    if isinstance(value, dict):
        if key in value:
            return value[key]
        if isinstance(value.get("node"), dict):
            return value["node"].get(key)
    return None


def has(value, key):
    return isinstance(value, dict) and (key in value or isinstance(value.get("node"), dict) and key in value["node"])


def items(value):
    """The items of a list or a connection; None for another value."""
    if isinstance(value, list):
        return value
    # The nodes of a network are no page of a connection.
    if isinstance(value, dict) and "links" not in value:
        return value.get("nodes", value.get("edges"))
    return None


def chains(value, path, at, chain):
    """For each row the objects on the way to it. A parent without items has one row."""
    if at == len(path):
        yield chain
        return
    below = member(value, path[at])
    listed = items(below)
    if listed is None:
        yield from chains(below, path, at + 1, chain + [below])
        return
    for item in listed:
        yield from chains(item, path, at + 1, chain + [item])
    if not listed and at > 0 and value is not None:
        yield chain + [None] * (len(path) - at)


def values(value, keys):
    """The value that keys lead to; a list if they lead through one."""
    listed = items(value)
    if listed is not None and not (keys and keys[0] in (value if isinstance(value, dict) else ())):
        found = [values(item, keys) for item in listed]
        return [one for many in found for one in (many if isinstance(many, list) else [many])]
    if not keys or value is None:
        return value
    return values(member(value, keys[0]), keys[1:])


def cell(chain, rows, name, ty):
    bound = None
    if ty == "date":
        name, bound = name.rsplit("_", 1)
    keys = name.split(".")
    if keys[0] != rows[0] or has(chain[-1], keys[0]):
        value = values(chain[-1], keys)
    else:
        depth = 0
        while depth < len(rows) and depth < len(keys) and keys[depth] == rows[depth]:
            depth += 1
        value = values(chain[depth], keys[depth:])
    if bound:
        return value and (first_day(value) if bound == "from" else last_day(value))
    if isinstance(value, list):
        texts = [None if one is None else one if isinstance(one, str) else json.dumps(one) for one in value]
        return None if all(text is None for text in texts) else "; ".join(text or "" for text in texts)
    return value


def first_day(date):
    return date + "-01-01"[len(date) - 4 :] if len(date) > 4 else date + "-01-01"


def last_day(date):
    if len(date) == 4:
        return date + "-12-31"
    if len(date) == 7:
        year, month = map(int, date.split("-"))
        next_month = datetime.date(year + month // 12, month % 12 + 1, 1) if year < 9999 else None
        return (next_month - datetime.timedelta(1)).isoformat() if next_month else date + "-31"
    return date
