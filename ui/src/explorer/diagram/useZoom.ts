// Closer and further: buttons, Ctrl and the wheel, and dragging what is larger than its frame.

import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Frame {
  width: number;
  height: number;
}

interface Sight {
  scale: number;
  x: number;
  y: number;
}

const WHOLE: Sight = { scale: 1, x: 0, y: 0 };
const CLOSEST = 5;

export function useZoom(svg: RefObject<SVGSVGElement | null>, { width, height }: Frame) {
  const [sight, setSight] = useState(WHOLE);
  useEffect(() => setSight(WHOLE), [width, height]);

  const zoomAt = (factor: number, atX: number, atY: number): void => setSight((now) => {
    const scale = Math.min(CLOSEST, Math.max(1, now.scale * factor));
    // The point under the pointer stays where it is.
    const [shareX, shareY] = [atX / width, atY / height];
    return within({ scale, x: now.x + shareX * (width / now.scale - width / scale), y: now.y + shareY * (height / now.scale - height / scale) });
  });
  const within = ({ scale, x, y }: Sight): Sight => ({
    scale,
    x: Math.max(0, Math.min(x, width - width / scale)),
    y: Math.max(0, Math.min(y, height - height / scale)),
  });

  useEffect(() => {
    const element = svg.current;
    if (!element) return undefined;
    // Not through the component: a wheel must be told not to scroll, and such listeners are passive there.
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX, event.offsetY);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [width, height]);

  const onPointerDown = (event: PointerEvent): void => {
    if (sight.scale === 1 || event.button !== 0 || event.pointerType === 'touch') return;
    const start = { ...sight, px: event.clientX, py: event.clientY };
    const move = (to: PointerEvent): void => {
      const room = svg.current?.getBoundingClientRect();
      if (!room) return;
      const perPixel = width / start.scale / room.width;
      setSight(within({ scale: start.scale, x: start.x - (to.clientX - start.px) * perPixel, y: start.y - (to.clientY - start.py) * perPixel }));
    };
    const end = (): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
  };

  return {
    viewBox: `${sight.x} ${sight.y} ${width / sight.scale} ${height / sight.scale}`,
    whole: sight.scale === 1,
    closer: () => zoomAt(1.4, width / 2, height / 2),
    further: () => zoomAt(1 / 1.4, width / 2, height / 2),
    reset: () => setSight(WHOLE),
    handlers: { onPointerDown },
  };
}
