// The roles that occur, each with its line and its number: a legend of lines that filters.

import { RoleIcon } from '../diagram/symbols/Icons';
import { DIRECTED_ROLES, roleOf, type DirectedRole } from '../domain/affiliationRole';
import { isShown } from '../domain/certainty';
import { useI18n } from '../i18n';
import { directedRoleLabel } from '../i18n/format';
import type { OrganizationAffiliation } from './useOrganizationData';

interface Props {
  affiliations: readonly OrganizationAffiliation[];
  /** The roles shown; undefined is all of them. */
  roles: DirectedRole[] | undefined;
  includePossible: boolean;
  onChange: (roles: DirectedRole[] | undefined) => void;
}

export function RoleFilter({ affiliations, roles, includePossible, onChange }: Props) {
  const { t, labels } = useI18n();
  const present = DIRECTED_ROLES.filter((directedRole) => affiliations.some((affiliation) => affiliation.directedRole === directedRole));
  if (present.length === 0) return null;
  const isOn = (directedRole: DirectedRole): boolean => !roles || roles.includes(directedRole);
  const toggle = (toggled: DirectedRole): void => {
    const next = present.filter((directedRole) => isOn(directedRole) !== (directedRole === toggled));
    // None at all would be an empty page: all are shown again.
    onChange(next.length === present.length || next.length === 0 ? undefined : next);
  };
  return (
    <fieldset class="chips">
      <legend>{t.roles}</legend>
      {present.map((directedRole) => {
        const count = affiliations.filter((affiliation) => affiliation.directedRole === directedRole && isShown(affiliation.certainty, includePossible)).length;
        // One that is off stays, so that it can be switched on again.
        if (count === 0 && isOn(directedRole)) return null;
        return (
          <label key={directedRole} class="chip">
            <input type="checkbox" name={directedRole} checked={isOn(directedRole)} onChange={() => toggle(directedRole)} />
            <RoleIcon role={roleOf(directedRole)} />
            {directedRoleLabel(labels, directedRole)} <span class="count">{count}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
