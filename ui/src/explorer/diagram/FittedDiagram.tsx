// Lays a graph out for the width of the page, and again when the width changes.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Graph } from './layout/graph';
import { computeLayout, layoutWidth } from './layout/layout';
import type { Layout } from './layout/placement';

export function FittedDiagram({ graph, children }: { graph: Graph; children: (layout: Layout) => ComponentChildren }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(layoutWidth(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const layout = useMemo(() => (width ? computeLayout(graph, width) : undefined), [graph, width]);
  return <div ref={frame} class="fitted">{layout && children(layout)}</div>;
}
