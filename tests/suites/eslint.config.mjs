// The rules of graphql-eslint for schemas: the recommended ones and those of Relay. Two of them have options.

import graphql from '@graphql-eslint/eslint-plugin';

/** Types without an id: values that are part of a record or of the response to a query. */
const VALUES = [
  'JointUnit', 'SharedProgram',
  'AlternativeValue', 'Change', 'Changes', 'Citation', 'Country', 'DateEstimate', 'Facet', 'Group', 'Identifier', 'Link', 'Location',
  'Name', 'Network', 'NetworkNode', 'Omitted', 'PageInfo', 'Path', 'PathStep', 'SourcePart', 'SourceRecord', 'StatedRelation', 'Subdivision',
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
      // By default every list has to be a list of edges, even `Organization.names`.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, withEdgeSuffix: true, shouldImplementNode: false },
      ],
    },
  },
];
