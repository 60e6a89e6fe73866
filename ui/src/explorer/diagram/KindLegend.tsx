// What the shapes and colours mean.

import { KIND_GROUPS, type KindGroup } from '../domain/organizationKind';
import { useI18n } from '../i18n';
import { KindIcon } from './symbols/Icons';

export function KindLegend({ shows }: { shows: (kindGroup: KindGroup) => boolean }) {
  const { t, labels } = useI18n();
  return (
    <>
      <span class="visually-hidden">{t.diagram.kinds}</span>
      {KIND_GROUPS.filter(shows).map((kindGroup) => <span key={kindGroup}><KindIcon kindGroup={kindGroup} />{labels.kindGroups[kindGroup]}</span>)}
    </>
  );
}
