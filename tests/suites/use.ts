// How a program uses what was generated: variables and results have types, enums and dates among them.

import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';

import { DossierDocument, FindDocument } from './client/graphql';
import type { DossierQuery } from './operations';
import { AffiliationRole } from './types';

export const asked: VariablesOf<typeof DossierDocument> = { slug: 'pscc' };

export function names(found: ResultOf<typeof FindDocument>): string[] {
  return found.organizations.nodes.map((organization) => organization.name);
}

export function foundedSince({ organization }: DossierQuery): (string | null)[] {
  const affiliations = organization?.affiliations.nodes ?? [];
  return affiliations.filter(({ role }) => role === AffiliationRole.Founder).map(({ since }) => since);
}

// @ts-expect-error a variable of another type is refused
export const wrong: VariablesOf<typeof DossierDocument> = { slug: 7 };
