// How a program uses the generated types: variables and results are typed, with enums and dates.

import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';

import { DossierDocument, FindDocument } from './client/graphql';
import type { DossierQuery } from './operations';
import { AffiliationRole } from './types';

export const variables: VariablesOf<typeof DossierDocument> = { slug: 'pscc' };

export function names(data: ResultOf<typeof FindDocument>): string[] {
  return (data.organizations?.nodes ?? []).map((organization) => organization.name);
}

export function foundedSince({ organization }: DossierQuery): (string | null)[] {
  const affiliations = organization?.affiliations.nodes ?? [];
  return affiliations.filter(({ role }) => role === AffiliationRole.Founder).map(({ since }) => since);
}

// @ts-expect-error a variable of another type is an error
export const invalid: VariablesOf<typeof DossierDocument> = { slug: 7 };
