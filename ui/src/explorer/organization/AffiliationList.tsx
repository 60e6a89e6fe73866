// The affiliations of an organization as a list by role: the same content as the picture.

import { useMemo } from 'preact/hooks';
import { organizationAddress } from '../address';
import { FactList } from '../components/FactList';
import { PeriodText } from '../components/PeriodText';
import { KindIcon, RoleIcon } from '../diagram/symbols/Icons';
import { DIRECTED_ROLES, roleOf, type DirectedRole } from '../domain/affiliationRole';
import { isShown } from '../domain/certainty';
import { orderByEvidence } from '../domain/evidence';
import { isDated } from '../domain/period';
import { useLimit } from '../hooks/useLimit';
import { useI18n } from '../i18n';
import { directedRoleLabel } from '../i18n/format';
import { Link } from '../router';
import { AffiliationAbout } from './AffiliationAbout';
import type { OrganizationAffiliation } from './useOrganizationData';

interface Props {
  affiliations: readonly OrganizationAffiliation[];
  /** The year or date that links open with. */
  asOf: string | undefined;
}

/** Affiliations of a role that are listed at first, and with each request for more. */
const PAGE_SIZE = 100;

export function AffiliationList({ affiliations, asOf, includePossible }: Props & { includePossible: boolean }) {
  return (
    <>
      <Roles affiliations={affiliations.filter(({ certainty }) => isShown(certainty, includePossible))} asOf={asOf} />
      <OtherTimes affiliations={affiliations} asOf={asOf} />
    </>
  );
}

/** Affiliations that did not hold in the year shown. */
export function OtherTimes({ affiliations, asOf }: Props) {
  const { t } = useI18n();
  const others = affiliations.filter(({ certainty }) => certainty === null);
  if (others.length === 0) return null;
  return (
    <details class="other-times">
      <summary>{t.facts.atOtherTimes(others.length)}</summary>
      <Roles affiliations={others} asOf={asOf} />
    </details>
  );
}

function Roles({ affiliations, asOf }: Props) {
  const byRole = Map.groupBy(affiliations, ({ directedRole }) => directedRole);
  return (
    <>
      {DIRECTED_ROLES.map((directedRole) => {
        const ofRole = byRole.get(directedRole);
        return ofRole && <Role key={directedRole} directedRole={directedRole} affiliations={ofRole} asOf={asOf} />;
      })}
    </>
  );
}

function Role({ directedRole, affiliations, asOf }: Props & { directedRole: DirectedRole }) {
  const { t, labels } = useI18n();
  const [limit, showMore] = useLimit(PAGE_SIZE);
  const ordered = useMemo(() => orderByEvidence(affiliations, ({ affiliation }) => affiliation), [affiliations]);
  return (
    <section class="role-group">
      <h3>
        <RoleIcon role={roleOf(directedRole)} />
        {directedRoleLabel(labels, directedRole)} <span class="count">{affiliations.length}</span>
      </h3>
      <FactList
        items={ordered.slice(0, limit)} keyOf={({ affiliation }) => affiliation.id} evidenceOf={({ affiliation }) => affiliation}
        row={({ other, affiliation, certainty }) => (
          <>
            <KindIcon kinds={other.kinds} />
            <Link to={organizationAddress(other.slug, { asOf })}>{other.name}</Link>
            <AffiliationAbout of={affiliation} />
            <PeriodText of={affiliation} possible={certainty === 'POSSIBLE' && isDated(affiliation)} />
          </>
        )}
      />
      {affiliations.length > limit && <button type="button" class="button" onClick={showMore}>{t.facts.showMore(Math.min(PAGE_SIZE, affiliations.length - limit))}</button>}
    </section>
  );
}
