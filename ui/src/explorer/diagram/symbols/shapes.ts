// The shape of each group of kinds, so that kinds are told apart without colour.

import type { KindGroup } from '../../domain/organizationKind';

/** The SVG path of a shape around 0,0. Every shape looks about as large as a disc of that radius. */
export function shapePath(kindGroup: KindGroup, radius: number): string {
  switch (kindGroup) {
    case 'research':
      return disc(radius);
    case 'university':
      return polygon(4, radius * 1.2, Math.PI / 4);
    case 'care':
      return cross(radius);
    case 'network':
      return polygon(6, radius * 1.12, 0);
    case 'association':
      return polygon(3, radius * 1.32, -Math.PI / 2);
    case 'funder':
      return polygon(4, radius * 1.22, 0);
    case 'company':
      return polygon(5, radius * 1.16, -Math.PI / 2);
    case 'public':
      return polygon(8, radius * 1.08, Math.PI / 8);
    case 'group':
      return `${disc(radius)}${disc(radius * 0.5)}`;
  }
}

function disc(r: number): string {
  return `M${n(-r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
}

function cross(radius: number): string {
  const [arm, half] = [radius * 1.12, radius * 0.46];
  const corners = [[-half, -arm], [half, -arm], [half, -half], [arm, -half], [arm, half], [half, half],
    [half, arm], [-half, arm], [-half, half], [-arm, half], [-arm, -half], [-half, -half]];
  return outline(corners as [number, number][]);
}

function polygon(corners: number, radius: number, rotation: number): string {
  return outline(Array.from({ length: corners }, (_, i) => {
    const angle = rotation + (2 * Math.PI * i) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }));
}

function outline(points: [number, number][]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z`;
}

/** Two decimals: enough for a screen, and short in the document. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
