// The roles that occur, each with its line and how many relations of it are in sight: a legend that filters.

import type { Relation } from './useOrganizationData';
import { readingWord, useSpeech } from '../i18n';
import { READINGS, roleOf, type Reading } from '../domain/affiliationRole';
import { isShown } from '../domain/certainty';
import { LineMark } from '../diagram/symbols/Icons';

interface Props {
  relations: readonly Relation[];
  roles: Reading[] | undefined;
  undated: boolean;
  onChange: (roles: Reading[] | undefined) => void;
}

export function RoleChips({ relations, roles, undated, onChange }: Props) {
  const { t, w } = useSpeech();
  const present = READINGS.filter((reading) => relations.some((relation) => relation.reading === reading));
  if (present.length === 0) return null;
  const shown = (reading: Reading): boolean => !roles || roles.includes(reading);
  const toggle = (reading: Reading): void => {
    const next = present.filter((one) => (one === reading ? !shown(one) : shown(one)));
    onChange(next.length === present.length ? undefined : next);
  };
  return (
    <fieldset class="chips">
      <legend>{t.roles}</legend>
      {present.map((reading) => {
        const count = relations.filter((relation) => relation.reading === reading && isShown(relation.standing, undated)).length;
        // Nothing to see and nothing to switch on again: not worth a place.
        if (count === 0 && shown(reading)) return null;
        return (
          <label key={reading} class="chip">
            <input type="checkbox" name={reading} checked={shown(reading)} onChange={() => toggle(reading)} />
            <LineMark role={roleOf(reading)} />
            {readingWord(w, reading)} <span class="count">{count}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
