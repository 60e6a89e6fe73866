"""Python clients, used as their manuals show: two pages, an invalid query, and generated code if the client has it.

usage: clients.py URL
"""

import json
import pathlib
import subprocess
import sys
import tempfile

URL = sys.argv[1]
TOOLS = pathlib.Path(sys.executable).parent
INVALID = "{ organizations { nothingOfThatName } }"
PAGE = """query Page($count: Int!, $after: String) {
  organizations(first: $count, after: $after) {
    edges { cursor node { id name kinds } }
    pageInfo { hasNextPage endCursor }
  }
}"""

tally = {"passed": 0, "failed": 0}


def check(name):
    """Runs the decorated function as a check, which fails if it raises."""

    def run(function):
        try:
            function()
            tally["passed"] += 1
        except Exception as error:  # noqa: BLE001
            tally["failed"] += 1
            print(f"FAILED  {name}: {type(error).__name__}: {str(error)[:400]}")

    return run


def two_pages(ask):
    first = ask(count=2, after=None)
    ids = [edge["node"]["id"] for edge in first["edges"]]
    assert len(ids) == 2 and first["pageInfo"]["hasNextPage"], first
    second = ask(count=2, after=first["pageInfo"]["endCursor"])
    ids += [edge["node"]["id"] for edge in second["edges"]]
    assert len(set(ids)) == 4, ids


def tool(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-400:]


@check("gql: two pages, validated against the schema that it fetches")
def _():
    from gql import Client, gql
    from gql.transport.requests import RequestsHTTPTransport

    client = Client(transport=RequestsHTTPTransport(url=URL), fetch_schema_from_transport=True)

    def ask(**variables):
        query = gql(PAGE)
        query.variable_values = variables
        return client.execute(query)["organizations"]

    two_pages(ask)


@check("gql: an invalid query raises an error with the GraphQL errors")
def _():
    from gql import Client, gql
    from gql.transport.exceptions import TransportQueryError
    from gql.transport.httpx import HTTPXTransport

    try:
        Client(transport=HTTPXTransport(url=URL)).execute(gql(INVALID))
    except TransportQueryError as error:
        assert error.errors[0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED", error.errors
    else:
        raise AssertionError("the query did not raise")


@check("sgqlc: a module generated from the schema requests two pages, and an invalid query has errors")
def _():
    from sgqlc.endpoint.http import HTTPEndpoint
    from sgqlc.operation import Operation

    with tempfile.TemporaryDirectory() as folder:
        tool(sys.executable, "-m", "sgqlc.introspection", URL, "schema.json", cwd=folder)
        tool(str(TOOLS / "sgqlc-codegen"), "schema", "schema.json", "registry.py", cwd=folder)
        sys.path.insert(0, folder)
        import registry

        endpoint = HTTPEndpoint(URL)

        def ask(count, after):
            operation = Operation(registry.Query)
            page = operation.organizations(first=count, after=after)
            page.edges.node.__fields__("id", "name", "kinds")
            page.page_info.__fields__("has_next_page", "end_cursor")
            answer = endpoint(operation)
            read = (operation + answer).organizations
            assert read.edges[0].node.kinds[0] in registry.OrganizationKind
            return answer["data"]["organizations"]

        two_pages(ask)
        assert endpoint(INVALID)["errors"]


@check("ariadne-codegen: a client generated from the schema and a query requests two pages, and an invalid query raises")
def _():
    settings = {
        "schema_path": "schema.graphql",
        "queries_path": "page.graphql",
        "target_package_name": "registry_client",
        "async_client": False,
    }
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
        (place / "pyproject.toml").write_text("\n".join(["[tool.ariadne-codegen]", *lines]))
        (place / "page.graphql").write_text(PAGE)
        schema = pathlib.Path(__file__).parents[3] / "schema.graphql"
        (place / "schema.graphql").write_text(schema.read_text())
        tool(str(TOOLS / "ariadne-codegen"), cwd=folder)
        sys.path.insert(0, folder)
        import registry_client

        client = registry_client.Client(url=URL)
        two_pages(lambda **given: client.page(**given).organizations.model_dump(by_alias=True))
        try:
            client.get_data(client.execute(INVALID))
        except registry_client.GraphQLClientError:
            return
        raise AssertionError("the query did not raise")


print(f"{tally['passed']} passed, {tally['failed']} failed")
sys.exit(tally["failed"] > 0)
