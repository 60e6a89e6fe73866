// The shape of a kind and the line of a role, as legends and lists show them.

import type { AnyRole } from '../../domain/affiliationRole';
import { kindGroupOf, type KindGroup } from '../../domain/organizationKind';
import { LINE_STYLES } from './lineStyles';
import { shapePath } from './shapes';

export function KindIcon({ kinds, kindGroup }: { kinds?: readonly string[]; kindGroup?: KindGroup }) {
  const shown = kindGroup ?? kindGroupOf(kinds ?? []);
  return (
    <svg class="icon" width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
      <path class={`shape ${shown}`} d={shapePath(shown, 5.6)} />
    </svg>
  );
}

export function RoleIcon({ role, dotted = false }: { role: AnyRole; dotted?: boolean }) {
  const { width, dash, dots, arrow, double } = LINE_STYLES[role];
  const end = arrow === 'none' ? 32 : 26;
  return (
    <svg class="icon" width="34" height="12" viewBox="0 0 34 12" aria-hidden="true">
      <path class={dotted ? 'link dotted' : 'link'} d={`M2 6H${end}`} stroke-width={width} stroke-dasharray={dotted ? dots : dash} />
      {double && !dotted && <path class="link-gap" d={`M2 6H${end}`} stroke-width={width - 2.6} />}
      {arrow !== 'none' && <path class={`head ${arrow}`} d={`M24 2.2L32 6L24 9.8${arrow === 'solid' ? 'z' : ''}`} />}
    </svg>
  );
}
