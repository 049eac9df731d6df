import { cleanText, normalInline, type LooseNode } from './normal-inline.ts';
import { plainText, type ListItem, type RichBlock, type RichDoc, type RichInline, type RichList } from './rich-doc.ts';

/** Deeper than this, quotes and lists are taken out of what they are in. */
const MAX_DEPTH = 8;
const MAX_START = 99_999_999;

/**
 * The document as Markdown can hold it, of whatever the editor or the parser has: nothing but the nodes, marks and
 * attributes of rich-doc.ts, no empty paragraphs, lists and quotes of one kind that follow each other as one.
 */
export function normalDoc(doc: LooseNode): RichDoc {
  return { type: 'doc', content: blocksOf(doc.content ?? [], 0) };
}

function blocksOf(nodes: readonly LooseNode[], depth: number): readonly RichBlock[] {
  const result: RichBlock[] = [];
  for (const block of nodes.flatMap((node) => blockOf(node, depth))) {
    const before = result.at(-1);
    const both = before && merged(before, block);
    if (both) result[result.length - 1] = both;
    else result.push(block);
  }
  return result;
}

function merged(one: RichBlock, other: RichBlock): RichBlock | null {
  if (one.type === 'bulletList' && other.type === 'bulletList')
    return { ...one, content: [...one.content, ...other.content] };
  if (one.type === 'orderedList' && other.type === 'orderedList')
    return { ...one, content: [...one.content, ...other.content] };
  if (one.type === 'blockquote' && other.type === 'blockquote')
    return { ...one, content: blocksOf([...one.content, ...other.content], 0) };
  return null;
}

function blockOf(node: LooseNode, depth: number): readonly RichBlock[] {
  const children = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return filled({ type: 'paragraph' }, normalInline(children, 'kept'));
    case 'heading':
      return filled(
        { type: 'heading', attrs: { level: levelOf(node.attrs?.['level']) } },
        normalInline(children, 'spaces'),
      );
    case 'codeBlock':
      return codeOf(node);
    case 'horizontalRule':
      return [{ type: 'horizontalRule' }];
    case 'blockquote':
      return depth < MAX_DEPTH ? quoteOf(children, depth) : blocksOf(children, depth);
    case 'bulletList':
    case 'orderedList':
      return depth < MAX_DEPTH
        ? listOf(node, depth)
        : blocksOf(
            children.flatMap(({ content }) => content ?? []),
            depth,
          );
    default:
      return looseBlock(node, depth);
  }
}

/** What is of no known kind is kept as far as there is text in it. */
function looseBlock(node: LooseNode, depth: number): readonly RichBlock[] {
  if (typeof node.text === 'string' || node.type === 'image' || node.type === 'hardBreak')
    return filled({ type: 'paragraph' }, normalInline([node], 'kept'));
  return blocksOf(node.content ?? [], depth);
}

function filled(
  block: Extract<RichBlock, { type: 'paragraph' | 'heading' }>,
  content: readonly RichInline[],
): RichBlock[] {
  return content.length === 0 ? [] : [{ ...block, content }];
}

const levelOf = (level: unknown): number =>
  typeof level === 'number' && Number.isInteger(level) ? Math.min(6, Math.max(1, level)) : 1;

function codeOf(node: LooseNode): RichBlock[] {
  const text = cleanText(plainText(node as { text?: string }));
  const language = node.attrs?.['language'];
  const isName = typeof language === 'string' && /^[\w+#.-]{1,40}$/.test(language);
  if (text.trim() === '') return [];
  return [{ type: 'codeBlock', attrs: { language: isName ? language : null }, content: [{ type: 'text', text }] }];
}

function quoteOf(children: readonly LooseNode[], depth: number): RichBlock[] {
  const content = blocksOf(children, depth + 1);
  return content.length === 0 ? [] : [{ type: 'blockquote', content }];
}

function listOf(node: LooseNode, depth: number): RichList[] {
  const content = (node.content ?? []).flatMap((item) => itemOf(item, depth));
  if (content.length === 0) return [];
  if (node.type === 'bulletList') return [{ type: 'bulletList', content }];
  const start = node.attrs?.['start'];
  const isNumber = typeof start === 'number' && Number.isInteger(start) && start >= 0 && start <= MAX_START;
  return [{ type: 'orderedList', attrs: { start: isNumber ? start : 1 }, content }];
}

/**
 * The editor's list items begin with a paragraph, and so an item that begins with a list has an empty one. An item without
 * anything is none: below a line of text it would be read as that line's underline.
 */
function itemOf(item: LooseNode, depth: number): ListItem[] {
  const content = blocksOf(item.type === 'listItem' ? (item.content ?? []) : [item], depth + 1);
  if (content.length === 0) return [];
  return [
    { type: 'listItem', content: content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content] },
  ];
}
