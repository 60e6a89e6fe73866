// Zooming by buttons and by Ctrl and the wheel, and panning by dragging.

import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** The part of the diagram in sight: its magnification and its top left corner. */
interface View {
  scale: number;
  x: number;
  y: number;
}

const RESET: View = { scale: 1, x: 0, y: 0 };
const MAX_SCALE = 5;
const BUTTON_FACTOR = 1.4;
const WHEEL_FACTOR = 1.2;

export function useZoom(svg: RefObject<SVGSVGElement | null>, { width, height }: { width: number; height: number }) {
  const [view, setView] = useState(RESET);
  useEffect(() => setView(RESET), [width, height]);

  const clamp = ({ scale, x, y }: View): View => ({
    scale,
    x: Math.max(0, Math.min(x, width - width / scale)),
    y: Math.max(0, Math.min(y, height - height / scale)),
  });
  /** Keeps the point at x, y of the element in its place. */
  const zoomAt = (factor: number, x: number, y: number): void => setView((now) => {
    const scale = Math.min(MAX_SCALE, Math.max(1, now.scale * factor));
    const [shareX, shareY] = [x / width, y / height];
    return clamp({ scale, x: now.x + shareX * (width / now.scale - width / scale), y: now.y + shareY * (height / now.scale - height / scale) });
  });

  useEffect(() => {
    const element = svg.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(event.deltaY < 0 ? WHEEL_FACTOR : 1 / WHEEL_FACTOR, event.offsetX, event.offsetY);
    };
    // Not an attribute of the component: such listeners are passive and cannot prevent scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [width, height]);

  const onPointerDown = (event: PointerEvent): void => {
    if (view.scale === 1 || event.button !== 0 || event.pointerType === 'touch') return;
    const start = { ...view, clientX: event.clientX, clientY: event.clientY };
    const onMove = (move: PointerEvent): void => {
      const box = svg.current?.getBoundingClientRect();
      if (!box) return;
      const unitsPerPixel = width / start.scale / box.width;
      setView(clamp({ scale: start.scale, x: start.x - (move.clientX - start.clientX) * unitsPerPixel, y: start.y - (move.clientY - start.clientY) * unitsPerPixel }));
    };
    const onUp = (): void => {
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
  };

  return {
    viewBox: `${view.x} ${view.y} ${width / view.scale} ${height / view.scale}`,
    isReset: view.scale === 1,
    zoomIn: () => zoomAt(BUTTON_FACTOR, width / 2, height / 2),
    zoomOut: () => zoomAt(1 / BUTTON_FACTOR, width / 2, height / 2),
    reset: () => setView(RESET),
    handlers: { onPointerDown },
  };
}
