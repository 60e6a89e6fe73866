// What graphql-eslint asks of a schema: everything it recommends, and the rules of Relay.
// Two rules are held to what is true here; whatever else they find is a failure.

import graphql from '@graphql-eslint/eslint-plugin';

/** Values have no identity: they are parts of the thing or the question they are asked from. */
const VALUES = [
  'AlternativeValue', 'Change', 'Changes', 'Citation', 'Country', 'DateEstimate', 'Facet', 'Identifier', 'Location', 'Name',
  'Network', 'NetworkNode', 'PageInfo', 'Path', 'PathStep',
];

const { 'flat/schema-recommended': recommended, 'flat/schema-relay': relay } = graphql.configs;

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'generated/lint/schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...recommended.rules,
      ...relay.rules,
      '@graphql-eslint/strict-id-in-types': [
        'error',
        { exceptions: { types: VALUES, suffixes: ['Connection', 'Edge', 'Facets'] } },
      ],
      // By default every list would have to be one of edges, even `Organization.names`.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, withEdgeSuffix: true, shouldImplementNode: false },
      ],
    },
  },
];
