import type { Editor } from '@tiptap/react';

/**
 * Whether an effect may touch the editor. One that was made while drawing is destroyed a millisecond later when the page is too
 * busy to show it by then; another takes its place, and the effects run again.
 */
export const isAlive = (editor: Editor | null): editor is Editor => editor !== null && !editor.isDestroyed;
