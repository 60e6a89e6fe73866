// How a line looks for each role. Width, dashes and arrowhead tell roles apart, never colour alone: they can be
// read in print and by readers who do not see colours.

import type { AnyRole } from '../../domain/affiliationRole';

export interface LineStyle {
  /** Stroke width in px. */
  width: number;
  /** `stroke-dasharray` of a dated line. */
  dash: string;
  /** `stroke-dasharray` of an undated line. Strokes of no length with round caps are dots, in a rhythm of each role's own. */
  dots: string;
  /** The arrowhead at the object; symmetric roles have none. */
  arrow: 'solid' | 'open' | 'none';
  /** Two thin lines instead of one. */
  double?: boolean;
}

export const LINE_STYLES: Record<AnyRole, LineStyle> = {
  FOUNDER: { width: 3, dash: '', dots: '0 6', arrow: 'solid' },
  SUCCESSOR: { width: 4.5, dash: '', dots: '0 9', arrow: 'solid', double: true },
  PARENT: { width: 4, dash: '', dots: '0 8', arrow: 'none', double: true },
  SUPERVISOR: { width: 2.8, dash: '16 3', dots: '0 6 0 6 0 10', arrow: 'solid' },
  PARTICIPANT: { width: 1.4, dash: '5 2', dots: '0 3 0 8', arrow: 'open' },
  MEMBER: { width: 1.6, dash: '', dots: '0 4.5', arrow: 'solid' },
  STEERING: { width: 2.2, dash: '', dots: '0 5', arrow: 'open' },
  REPRESENTATIVE: { width: 1.8, dash: '10 3 2 3 2 3', dots: '0 4 0 4 0 9', arrow: 'open' },
  HOST: { width: 2.2, dash: '14 4', dots: '0 4 0 4 0 4 0 9', arrow: 'none' },
  FUNDER: { width: 2, dash: '12 4 3 4', dots: '0 4 0 10', arrow: 'solid' },
  LABELLED_BY: { width: 1.8, dash: '8 3 2 3', dots: '0 5 0 8', arrow: 'open' },
  SIGNATORY: { width: 1.6, dash: '2 3', dots: '0 3.5', arrow: 'open' },
  PARTNER: { width: 1.8, dash: '8 5', dots: '0 4 0 8', arrow: 'none' },
  COLLABORATOR: { width: 1.6, dash: '4 4', dots: '0 7', arrow: 'none' },
  RELATED: { width: 1.2, dash: '6 3', dots: '0 8', arrow: 'none' },
  OBSERVER: { width: 1.1, dash: '', dots: '0 6', arrow: 'open' },
};
