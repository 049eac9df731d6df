import type { Editor } from '@tiptap/react';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { PictureHost } from './picture-host.ts';
import type { PictureAttrs } from './picture-node.ts';

const isPicture = (node: Node): boolean => node.type.name === 'image';
const attrsOf = (node: Node): PictureAttrs => node.attrs as PictureAttrs;

/** The picture that is selected, and where it is. */
export function selectedPicture({ selection }: EditorState): (PictureAttrs & { readonly at: number }) | null {
  const isOne = selection instanceof NodeSelection && isPicture(selection.node);
  return isOne ? { ...attrsOf(selection.node), at: selection.from } : null;
}

/** Where pictures are that neither say what they show nor are decorative. */
export function undescribedPictures({ doc }: EditorState): readonly number[] {
  const found: number[] = [];
  doc.descendants((node, at) => {
    if (isPicture(node) && attrsOf(node).alt.trim() === '' && !attrsOf(node).isDecorative) found.push(at);
  });
  return found;
}

/** Changes what is said of the picture there; it stays selected, which another node in its place would not be by itself. */
export function describePicture(editor: Editor, at: number, said: Pick<PictureAttrs, 'alt' | 'isDecorative'>): void {
  const { state, view } = editor;
  const node = state.doc.nodeAt(at);
  if (!node || !isPicture(node)) return;
  const tr = state.tr.setNodeMarkup(at, undefined, { ...node.attrs, ...said });
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)));
}

/** Puts pictures where the cursor is, one after the other; the last one is selected. Answers whether there is one. */
export async function insertPictures(
  view: EditorView,
  names: readonly (() => Promise<string | null>)[],
): Promise<boolean> {
  let hasOne = false;
  for (const take of names) {
    const name = await take();
    if (name === null || view.isDestroyed) continue;
    const { state } = view;
    const picture = state.schema.nodes['image']?.create({ name });
    if (!picture) continue;
    const { selection } = state;
    // Beside the one before, not in its place.
    const at = selection instanceof NodeSelection && hasOne ? selection.to : null;
    const tr = at === null ? state.tr.replaceSelectionWith(picture, false) : state.tr.insert(at, picture);
    const start = at ?? tr.selection.from - picture.nodeSize;
    view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, start)));
    hasOne = true;
  }
  return hasOne;
}

/** The cursor goes to where something is dropped. */
export function setCursor(view: EditorView, { clientX, clientY }: MouseEvent): void {
  const at = view.posAtCoords({ left: clientX, top: clientY });
  if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
}

/** The pictures of a slice that this text does not have as they are: by their ids, and their names where they come from. */
export function strangersIn({ content }: Slice, srcOf: (name: string) => string | null): ReadonlySet<string> {
  const found = new Set<string>();
  content.descendants((node) => {
    const { name, from } = isPicture(node) ? attrsOf(node) : { name: '', from: null };
    if (from !== null && srcOf(name) !== `/media/${from}`) found.add(from);
  });
  return found;
}

/** Pastes a slice whose pictures become pictures of this text first; what cannot is left out. */
export async function pasteAdopted(
  view: EditorView,
  slice: Slice,
  strangers: ReadonlySet<string>,
  host: PictureHost,
): Promise<void> {
  const names = new Map<string, string | null>();
  for (const from of strangers) names.set(from, await host.add(from));
  if (view.isDestroyed) return;
  const content = adopted(slice.content, names);
  view.dispatch(view.state.tr.replaceSelection(new Slice(content, slice.openStart, slice.openEnd)));
}

function adopted({ content }: Fragment, names: ReadonlyMap<string, string | null>): Fragment {
  const nodes = content.flatMap((node): Node[] => {
    if (node.isText) return [node];
    if (!isPicture(node)) return [node.copy(adopted(node.content, names))];
    const attrs = attrsOf(node);
    const name = names.get(attrs.from ?? '');
    if (name === undefined) return [node];
    return name === null ? [] : [node.type.create({ ...attrs, name, from: null })];
  });
  return Fragment.fromArray(nodes);
}
