import { useLayoutEffect, useState, type RefObject } from 'react';

interface TextRoom {
  /** In px. */
  readonly width: number;
  readonly measure: (text: string) => number;
}

const watched = new Map<Element, () => void>();
/** One for all, because lists have many. */
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) watched.get(target)?.();
});
const pen = new OffscreenCanvas(1, 1).getContext('2d');

/** The room that an element has for text in its own font; null before it is in the page. */
export function useTextRoom(box: RefObject<HTMLElement | null>): TextRoom | null {
  const [seen, setSeen] = useState<{ readonly width: number; readonly font: string } | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => {
      const { font } = getComputedStyle(element);
      // Rounded down, an element that fits its text would be too narrow for it.
      const width = Math.ceil(element.getBoundingClientRect().width);
      setSeen((last) => (last?.width === width && last.font === font ? last : { width, font }));
    };
    look();
    watched.set(element, look);
    observer.observe(element);
    return () => {
      watched.delete(element);
      observer.unobserve(element);
    };
  }, [box]);
  if (!seen || !pen) return null;
  const measure = (text: string) => {
    pen.font = seen.font;
    return pen.measureText(text).width;
  };
  return { width: seen.width, measure };
}
