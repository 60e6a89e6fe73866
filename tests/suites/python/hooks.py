"""Generates values of the scalar PartialDate for Schemathesis."""

import schemathesis
from hypothesis import strategies
from hypothesis_graphql import nodes

dates = strategies.dates().map(str)
years = strategies.integers(1, 9999).map("{:04}".format)
months = strategies.builds("{:04}-{:02}".format, strategies.integers(1, 9999), strategies.integers(1, 12))
schemathesis.graphql.scalar("PartialDate", strategies.one_of(dates, months, years).map(nodes.String))
