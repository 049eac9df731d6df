import type { Platform } from '../../../shared/domain/key-press.ts';

/** How the gestures find rows in the page: a row says `data-row` with its id, whatever list it is in. */
export function rowAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
}

/** The row that an element of the page belongs to. */
export function rowIdAt<Id extends string>(target: EventTarget): Id | null {
  return (rowAt(target)?.dataset['row'] as Id | undefined) ?? null;
}

export const rowElement = (box: HTMLElement, id: string): HTMLElement | null =>
  box.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);

export const isIn = (target: EventTarget, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** What is pressed by its own keys and clicks. */
export const isControl = (target: EventTarget): boolean => isIn(target, 'button, a, input, textarea, select, video');

/** What a row can be dragged by: anything that is not pressed or typed into. */
export const isHandle = (target: EventTarget): boolean => !isControl(target) && !isIn(target, '[data-twist]');

/** Neither a control nor a title, which is what a row is dragged by, nor the scroll bar. */
export function isSpace(event: { readonly target: EventTarget; readonly clientX: number }, box: HTMLElement): boolean {
  const { target, clientX } = event;
  if (isControl(target) || isIn(target, '[data-title], [data-twist]')) return false;
  const { left } = box.getBoundingClientRect();
  const x = clientX - left - box.clientLeft;
  return x >= 0 && x < box.clientWidth;
}

interface ListEvent {
  readonly currentTarget: EventTarget;
  readonly target: EventTarget;
}
/** What React hands on from a menu or a dialog that a row opened lies elsewhere in the page. */
export const isInside = ({ currentTarget, target }: ListEvent): boolean =>
  target instanceof Node && currentTarget instanceof Node && currentTarget.contains(target);

export const isToggling = (
  event: { readonly metaKey: boolean; readonly ctrlKey: boolean },
  platform: Platform,
): boolean => (platform === 'darwin' ? event.metaKey : event.ctrlKey);
