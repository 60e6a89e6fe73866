"""Random queries over the schema, each with the options of its table."""

import random


class Schema:
    def __init__(self, introspection):
        self.types = {ty["name"]: ty for ty in introspection["__schema"]["types"]}

    def fields(self, ty):
        return self.types[ty].get("fields") or []

    def possible(self, ty):
        return [possible["name"] for possible in self.types[ty].get("possibleTypes") or []]


def named(ty):
    """The named type of a type, and whether it is a list."""
    is_list = False
    while ty["ofType"]:
        is_list |= ty["kind"] == "LIST"
        ty = ty["ofType"]
    return ty["name"], ty["kind"], is_list


def needs(field):
    return any(arg["type"]["kind"] == "NON_NULL" and arg["defaultValue"] is None for arg in field["args"])


class RandomQuery:
    """A random query: a list of the root type, with random fields below it."""

    def __init__(self, schema, seed, slugs):
        self.schema, self.chance = schema, random.Random(seed)
        self.handled, self.rows = [], None
        roots = ["organizations", "people", "programs", "events", "figures", "sources", "affiliations"]
        if self.chance.random() < 0.3:
            slug = self.chance.choice(slugs)
            root, call = "organization", f'organization(by: {{ slug: "{slug}" }})'
        else:
            root = call = self.chance.choice(roots)
        field = next(field for field in schema.fields("Query") if field["name"] == root)
        if self.chance.random() < 0.3 and any(arg["name"] == "asOf" for arg in field["args"]):
            date = self.chance.choice(["1990", "2007", "2015-06", "2023-01-01"])
            call = call[:-1] + f', asOf: "{date}")' if call.endswith(")") else f'{call}(asOf: "{date}")'
        ty = named(field["type"])[0]
        self.query = "{ " + call + " " + self.select(ty, root, 2, on_way=True) + " }"
        self.parameters = [("query", self.query)] + self.handled
        if self.rows:
            self.parameters.append(("rows", self.rows))
        if self.chance.random() < 0.3:
            self.parameters.append(("empty", "drop"))

    def select(self, ty, path, depth, on_way=False, in_cell=False):
        kind = self.schema.types[ty]["kind"]
        if ty.endswith("Connection"):
            if on_way:
                self.rows = path
            if self.chance.random() < 0.5:
                return "{ nodes " + self.select(self.node(ty), path, depth, on_way, in_cell) + " }"
            edge = named(next(f for f in self.schema.fields(ty) if f["name"] == "edges")["type"])[0]
            parts = []
            for field in self.schema.fields(edge):
                name, kind, is_list = named(field["type"])
                if field["name"] == "node":
                    parts.append("node " + self.select(name, path, depth, on_way, in_cell))
                elif field["name"] == "certainty" and self.chance.random() < 0.5:
                    parts.append("edge_certainty: certainty")
                elif kind == "OBJECT" and not is_list and self.chance.random() < 0.5:
                    inner = self.select(name, f"{path}.tie", 0, False, in_cell)
                    parts.append(f"tie: {field['name']} {inner}")
            return "{ edges { " + " ".join(parts) + " } }"
        parts = [] if kind == "OBJECT" else ["__typename"]
        fields = [f for f in self.schema.fields(ty) if not needs(f) and not f["name"].startswith("__")]
        self.chance.shuffle(fields)
        lists = values = 0
        for field in fields[: self.chance.randint(3, 9)]:
            name, kind, is_list = named(field["type"])
            below = f"{path}.{field['name']}"
            if kind in ("SCALAR", "ENUM"):
                parts.append(field["name"])
                values += 1
            elif name.endswith("Connection"):
                if depth == 0 or lists:
                    continue
                lists += 1
                way = on_way and self.chance.random() < 0.6
                cell = in_cell or (not way and self.handle(below) != "explode")
                parts.append(field["name"] + " " + self.select(name, below, depth - 1, way, cell))
            elif is_list:
                if depth == 0 or name in ("Discrepancy",):
                    continue
                cell = in_cell or self.handle(below) != "explode"
                parts.append(field["name"] + " " + self.select(name, below, 0, False, cell))
            elif depth > 0:
                parts.append(field["name"] + " " + self.select(name, below, 0, False, in_cell))
        if not values:
            # Without it, omitted lists could leave a table without columns, which is refused.
            scalar = next(f for f in self.schema.fields(ty) if named(f["type"])[1] in ("SCALAR", "ENUM") and not needs(f))
            parts.append(scalar["name"])
        return "{ " + " ".join(parts) + " }"

    def node(self, connection):
        return named(next(f for f in self.schema.fields(connection) if f["name"] == "nodes")["type"])[0]

    def handle(self, path):
        exploded = any(name == "explode" for name, _ in self.handled)
        how = self.chance.choice(["join", "join", "json", "omit"] + ([] if exploded else ["explode"]))
        self.handled.append((how, path))
        return how
