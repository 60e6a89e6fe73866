// The shape of a kind, and a sample of a role's line, as they stand in legends and lists.

import { familyOf, shapeOf, type Family } from '../../domain/organizationKind';
import { LINES, type AnyRole } from '../../domain/affiliationRole';

export function KindMark({ kinds, family }: { kinds?: readonly string[]; family?: Family }) {
  const shown = family ?? familyOf(kinds ?? []);
  return (
    <svg class="mark" width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
      <path class={`shape ${shown}`} d={shapeOf(shown, 5.6)} />
    </svg>
  );
}

export function LineMark({ role, dotted = false }: { role: AnyRole; dotted?: boolean }) {
  const { width, dash, dots, arrow, double } = LINES[role];
  const end = arrow === 'none' ? 32 : 26;
  return (
    <svg class="mark line-mark" width="34" height="12" viewBox="0 0 34 12" aria-hidden="true">
      <path class={dotted ? 'link dotted' : 'link'} d={`M2 6H${end}`} stroke-width={width} stroke-dasharray={dotted ? dots : dash} />
      {double && !dotted && <path class="link-gap" d={`M2 6H${end}`} stroke-width={width - 2.6} />}
      {arrow !== 'none' && <path class={`head ${arrow}`} d={`M24 2.2L32 6L24 9.8${arrow === 'solid' ? 'z' : ''}`} />}
    </svg>
  );
}
