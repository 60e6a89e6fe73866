// The picture of an organization's network: laid out once for all years, with its legend.

import type { ComponentChildren } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OrganizationView } from '../address';
import { KindMark } from '../diagram/symbols/Icons';
import type { Explored, Network } from './useOrganizationData';
import { readingWord, useSpeech } from '../i18n';
import { FAMILIES, type Family } from '../domain/organizationKind';
import { readingOf } from '../domain/affiliationRole';
import { graphOf, type Graph } from '../diagram/layout/graph';
import { layOut, widthFor, type Layout } from '../diagram/layout/layout';
import { Picture } from '../diagram/NetworkDiagram';

interface Props {
  network: Network;
  explored: Explored;
  view: OrganizationView;
  year: string;
}

export function NetworkPicture({ network, explored, view, year }: Props) {
  const { t, w } = useSpeech();
  const { organization, links: standings, relations } = explored;
  const graph = useMemo(() => graphOf(network, view.slug), [network, view.slug]);
  const readings = useMemo(() => new Map(network.links
    .filter(({ subject, object }) => subject.slug === view.slug || object.slug === view.slug)
    .map((link) => [link.id, readingOf(view.slug, link)])), [network, view.slug]);
  const hidden = useCallback((id: string) => {
    const reading = readings.get(id);
    return view.roles !== undefined && reading !== undefined && !view.roles.includes(reading);
  }, [readings, view.roles]);
  const ties = useMemo(() => {
    const words = new Map<string, string[]>();
    for (const { other, reading, standing } of relations) {
      if (standing === 'CERTAIN' || (standing === 'POSSIBLE' && view.undated)) words.set(other.slug, [...(words.get(other.slug) ?? []), readingWord(w, reading)]);
    }
    return words;
  }, [relations, view.undated, w]);
  const alive = new Set(graph.links
    .filter(({ id }) => !hidden(id) && (standings.get(id) === 'CERTAIN' || (view.undated && standings.get(id) === 'POSSIBLE')))
    .flatMap(({ from, to }) => [from, to]));
  const drawn = graph.links.filter(({ id }) => !hidden(id) && (standings.get(id) === 'CERTAIN' || (view.undated && standings.get(id) === 'POSSIBLE'))).length;

  return (
    <figure class={explored.settled ? 'network' : 'network waiting'}>
      <FittedPicture graph={graph}>
        {(layout) => (
          <Picture
            layout={layout} standings={standings} undated={view.undated} hidden={hidden} asOf={view.asOf}
            label={t.pictureLabel(organization?.name ?? '', Math.max(0, alive.size - 1), drawn, year)}
            tiesOf={(id) => (ties.get(id) ?? []).join(', ')}
          />
        )}
      </FittedPicture>
      <figcaption class="legend">
        <KindLegend shown={(family) => graph.nodes.some((node) => node.family === family && node.hops > 0 && alive.has(node.id))} />
        <span class="aside">{t.legendDotted}</span>
        {graph.nodes.length > alive.size && <span class="aside">{t.legendFaint}</span>}
      </figcaption>
    </figure>
  );
}

/** What shapes and colours mean, in words. */
export function KindLegend({ shown }: { shown: (family: Family) => boolean }) {
  const { t, w } = useSpeech();
  return (
    <>
      <span class="hearable">{t.legendKinds}</span>
      {FAMILIES.filter(shown).map((family) => <span key={family}><KindMark family={family} />{w.families[family]}</span>)}
    </>
  );
}

/** Lays a graph out for the room there is, once; until the room is known there is nothing to draw. */
export function FittedPicture({ graph, children }: { graph: Graph; children: (layout: Layout) => ComponentChildren }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(widthFor(element.clientWidth));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const layout = useMemo(() => (width ? layOut(graph, width) : undefined), [graph, width]);
  return <div ref={frame} class="fitted">{layout && children(layout)}</div>;
}
