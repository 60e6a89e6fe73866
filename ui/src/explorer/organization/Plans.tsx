// What sources announce or plan about an organization, and what a later source cancels: ties, positions and programmes.

import type { VNode } from 'preact';
import { organizationAddress, type Address } from '../address';
import type { Stage } from '../api/operations.generated';
import { FactList } from '../components/FactList';
import { PeriodText } from '../components/PeriodText';
import { Section } from '../components/Section';
import { StageBadge } from '../components/StageBadge';
import { RoleIcon } from '../diagram/symbols/Icons';
import { directedRoleOfDirection, roleOf } from '../domain/affiliationRole';
import type { Evidence } from '../domain/evidence';
import { isDated, type Period } from '../domain/period';
import { useI18n } from '../i18n';
import { directedRoleLabel } from '../i18n/format';
import { Link } from '../router';
import type { Organization } from './useOrganizationData';

/** A planned fact, and how its line reads. */
interface Plan {
  fact: Evidence & Period & { id: string; stage: Stage };
  role: string;
  icon: VNode;
  to: Address;
  name: string;
}

export function Plans({ organization }: { organization: Organization }) {
  const { t, labels } = useI18n();
  const { plannedAffiliations, plannedPositions, plannedParticipations } = organization;
  const none = <span class="icon none" />;
  const plans: Plan[] = [
    ...plannedAffiliations.edges.map(({ direction, otherOrganization: { slug, name }, node }): Plan => {
      const role = directedRoleOfDirection(direction);
      return { fact: node, role: directedRoleLabel(labels, role), icon: <RoleIcon role={roleOf(role)} />, to: organizationAddress(slug), name };
    }),
    ...plannedPositions.edges.map(({ node: { slug, name }, position }): Plan => (
      { fact: position, role: position.title ?? labels.positions[position.role], icon: none, to: { page: 'person', slug }, name }
    )),
    ...plannedParticipations.edges.map(({ node: { slug, name }, participation }): Plan => (
      { fact: participation, role: labels.participations[participation.role], icon: none, to: { page: 'program', slug }, name }
    )),
  ];
  if (plans.length === 0) return null;
  const total = plannedAffiliations.totalCount + plannedPositions.totalCount + plannedParticipations.totalCount;
  return (
    <Section title={t.profile.plans} count={plans.length} received={{ count: plans.length, total }} class="plans">
      <p class="lead">{t.profile.plansLead}</p>
      <FactList
        items={plans} keyOf={({ fact }) => fact.id} evidenceOf={({ fact }) => fact}
        row={({ fact, role, icon, to, name }) => (
          <>
            {icon}<span class="role">{role}</span><Link to={to}>{name}</Link>
            <StageBadge stage={fact.stage} />
            {isDated(fact) && <PeriodText of={fact} />}
          </>
        )}
      />
    </Section>
  );
}
