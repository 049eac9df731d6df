import { normalDoc } from './normal-doc.ts';
import type { LooseNode } from './normal-inline.ts';
import { asText, parseMarkdown } from './parse-markdown.ts';
import { plainText, type ListItem, type RichBlock, type RichInline, type RichList } from './rich-doc.ts';
import { writeInline, type Care } from './write-inline.ts';

/** `writeMarkdown` for a document that is typed in: what did not change since the last time is not read back again. */
export function createMarkdownWriter() {
  let written: ReadonlyMap<string, string> = new Map();
  return (doc: LooseNode): string => {
    const now = new Map<string, string>();
    const blocks = normalDoc(doc).content.map((block) => {
      const key = JSON.stringify(block);
      const markdown = written.get(key) ?? surely(block);
      now.set(key, markdown);
      return markdown;
    });
    written = now;
    return blocks.join('\n\n');
  };
}

/**
 * The document as Markdown that is read back as the same document. Whether marks are read as marks depends on what stands
 * beside them, so each block is read back: when it is not the same, it is written with more care, then without emphasis,
 * at last as plain text. No word is ever lost.
 */
export const writeMarkdown = (doc: LooseNode): string => createMarkdownWriter()(doc);

const ways: readonly ((block: RichBlock) => readonly RichBlock[])[] = [
  (block) => [block],
  (block) => [without(block, ['bold', 'italic', 'strike'])],
  (block) => [without(block, ['bold', 'italic', 'strike', 'code'])],
  (block) => [without(block, ['bold', 'italic', 'strike', 'code', 'link'])],
  (block) => normalDoc({ type: 'doc', content: linesOf(block).flatMap(asText) }).content,
];

function surely(block: RichBlock): string {
  let last = '';
  for (const way of ways) {
    const blocks = way(block);
    const { content } = normalDoc({ type: 'doc', content: blocks });
    for (const care of ['plain', 'careful'] as const) {
      const markdown = content.map((one) => writeBlock(one, care)).join('\n\n');
      if (isRead(markdown, content)) return markdown;
      last = markdown;
    }
  }
  return last;
}

const isRead = (markdown: string, blocks: readonly RichBlock[]): boolean =>
  JSON.stringify(parseMarkdown(markdown).content) === JSON.stringify(blocks);

/** The block without these marks. */
function without<Node extends LooseNode>(node: Node, types: readonly string[]): Node {
  const marks = node.marks?.filter(({ type }) => !types.includes(String(type)));
  const content = node.content?.map((child) => without(child, types));
  return { ...node, ...(marks && { marks }), ...(content && { content }) };
}

/** The lines of text that are in a block. */
function linesOf(block: LooseNode): readonly string[] {
  const children = block.content ?? [];
  const isText = children.some(({ type }) => type === 'text' || type === 'image');
  return isText ? [plainText(block as { text?: string })] : children.flatMap(linesOf);
}

function writeBlock(block: RichBlock, care: Care): string {
  switch (block.type) {
    case 'paragraph':
      return writeInline(block.content ?? [], care);
    case 'heading':
      return `${'#'.repeat(block.attrs.level)} ${headingText(block.content ?? [], care)}`;
    case 'codeBlock':
      return writeCode(plainText(block), block.attrs.language);
    case 'blockquote':
      return indented(writeBlocks(block.content, care), '> ', '> ').replaceAll(/^> $/gm, '>');
    case 'horizontalRule':
      return '***';
    default:
      return writeList(block, care);
  }
}

const writeBlocks = (blocks: readonly RichBlock[], care: Care): string =>
  blocks.map((block) => writeBlock(block, care)).join('\n\n');

/** A heading's last signs would be its end. */
const headingText = (content: readonly RichInline[], care: Care): string =>
  care === 'plain' ? writeInline(content, care).replace(/#(?=#*$)/g, String.raw`\#`) : writeInline(content, care);

function writeCode(text: string, language: string | null): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language ?? ''}\n${text}\n${fence}`;
}

function writeList(list: RichList, care: Care): string {
  const separator = list.content.every(isTight) ? '\n' : '\n\n';
  return list.content
    .map((item, at) => {
      const marker = list.type === 'bulletList' ? '- ' : `${list.attrs.start + at}. `;
      return indented(writeItem(item, separator, care), marker, ' '.repeat(marker.length)).trimEnd();
    })
    .join(separator);
}

/** Nothing but a line, or a line with a list that may follow it at once. */
function isTight({ content }: ListItem): boolean {
  const [, second, ...more] = content;
  if (!second) return true;
  if (more.length > 0 || (second.type !== 'bulletList' && second.type !== 'orderedList')) return false;
  return second.content.every(isTight) && (second.type === 'bulletList' || second.attrs.start === 1);
}

function writeItem({ content }: ListItem, separator: string, care: Care): string {
  const [first, ...rest] = content;
  const isEmpty = first?.type === 'paragraph' && !first.content;
  return (isEmpty ? rest : content).map((block) => writeBlock(block, care)).join(separator);
}

/** Blank lines have no indent. */
const indented = (text: string, first: string, others: string): string =>
  text
    .split('\n')
    .map((line, at) => (at === 0 ? first + line : line === '' ? others.trimEnd() : others + line))
    .join('\n');
