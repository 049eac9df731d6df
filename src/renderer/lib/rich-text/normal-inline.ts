import { allowedHref, imageName, type MarkType, type RichInline, type RichMark, type RichText } from './rich-doc.ts';

/** A node as the editor, or somebody's clipboard, has it. */
export interface LooseNode {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly attrs?: Readonly<Record<string, unknown>> | null;
  readonly marks?: readonly LooseNode[];
  readonly content?: readonly LooseNode[];
}

/** From the outside in. */
const markOrder: readonly MarkType[] = ['link', 'bold', 'italic', 'strike', 'code'];

/** Characters that no text has, in one spelling: what two computers typed alike is alike. */
export const cleanText = (text: string): string => text.toWellFormed().replaceAll(/(?![\t\n])[\p{Cc}\uFEFF]/gu, '');

/** The inline nodes of a block as Markdown can hold them: white space single and outside of marks, like texts joined. */
export function normalInline(nodes: readonly LooseNode[], breaks: 'kept' | 'spaces'): readonly RichInline[] {
  const known = nodes
    .flatMap(knownInline)
    .map((node) => (node.type === 'hardBreak' && breaks === 'spaces' ? space : node));
  return joined(trimmed(known.flatMap(cutAtEdges)));
}

const space: RichInline = { type: 'text', text: ' ' };

function knownInline(node: LooseNode): readonly RichInline[] {
  if (node.type === 'hardBreak') return [{ type: 'hardBreak' }];
  if (node.type === 'image') {
    const name = imageName(attr(node, 'name'));
    const alt = oneLine(attr(node, 'alt'));
    const isDecorative = alt === '' && node.attrs?.['isDecorative'] === true;
    return name === null ? [] : [{ type: 'image', attrs: { name, alt, ...(isDecorative && { isDecorative }) } }];
  }
  if (typeof node.text === 'string') return [textOf(node.text, normalMarks(node.marks ?? []))];
  return (node.content ?? []).flatMap(knownInline);
}

function attr(node: LooseNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

const oneLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ').trim();

function normalMarks(marks: readonly LooseNode[]): readonly RichMark[] {
  return markOrder.flatMap((type): RichMark[] => {
    const mark = marks.find((one) => one.type === type);
    if (!mark) return [];
    if (type !== 'link') return [{ type }];
    const href = allowedHref(attr(mark, 'href'));
    return href === null ? [] : [{ type, attrs: { href } }];
  });
}

const textOf = (text: string, marks: readonly RichMark[]): RichText =>
  marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };

export const marksOf = (node: RichInline | undefined): readonly RichMark[] =>
  node?.type === 'text' ? (node.marks ?? []) : [];
export const isSameMark = (one: RichMark, other: RichMark): boolean =>
  one.type === other.type && (one.type !== 'link' || other.type !== 'link' || one.attrs.href === other.attrs.href);
export const hasMark = (node: RichInline | undefined, mark: RichMark): boolean =>
  marksOf(node).some((one) => isSameMark(one, mark));

/** A text with its outer spaces as texts of their own. */
function cutAtEdges(node: RichInline): readonly RichInline[] {
  if (node.type !== 'text') return [node];
  const text = cleanText(node.text).replaceAll(/\s+/g, ' ');
  const core = text.trim();
  if (core === '') return text === '' ? [] : [textOf(' ', marksOf(node))];
  return [
    ...(text.startsWith(core) ? [] : [textOf(' ', marksOf(node))]),
    textOf(core, marksOf(node)),
    ...(text.endsWith(core) ? [] : [textOf(' ', marksOf(node))]),
  ];
}

const isSpace = (node: RichInline | undefined): boolean => node?.type === 'text' && node.text === ' ';

/** One space between words, with the marks of both; none at the beginning and end of a line. */
function trimmed(nodes: readonly RichInline[]): readonly RichInline[] {
  const words: RichInline[] = [];
  let isPending = false;
  for (const node of nodes) {
    if (isSpace(node)) {
      isPending = true;
      continue;
    }
    const before = words.at(-1);
    if (isPending && before && before.type !== 'hardBreak' && node.type !== 'hardBreak')
      words.push(
        textOf(
          ' ',
          marksOf(before).filter((mark) => hasMark(node, mark)),
        ),
      );
    isPending = false;
    words.push(node);
  }
  const last = words.findLastIndex(({ type }) => type !== 'hardBreak');
  const first = words.findIndex(({ type }) => type !== 'hardBreak');
  return first < 0 ? [] : words.slice(first, last + 1);
}

function joined(nodes: readonly RichInline[]): readonly RichInline[] {
  const result: RichInline[] = [];
  for (const node of nodes) {
    const before = result.at(-1);
    const [marks, held] = [marksOf(node), marksOf(before)];
    const isLike = marks.length === held.length && marks.every((mark) => hasMark(before, mark));
    if (node.type === 'text' && before?.type === 'text' && isLike)
      result[result.length - 1] = textOf(before.text + node.text, marks);
    else result.push(node);
  }
  return result;
}
