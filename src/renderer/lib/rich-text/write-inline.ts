import { hasMark, marksOf } from './normal-inline.ts';
import type { RichInline, RichMark } from './rich-doc.ts';

/** How much is done so that it is read back as it is meant: see `writeMarkdown`. */
export type Care = 'plain' | 'careful';

const delimiters = { bold: '**', italic: '*', strike: '~~' } as const;

/** The inline nodes of one block as Markdown; lines after the first come of hard breaks. */
export function writeInline(nodes: readonly RichInline[], care: Care): string {
  const texts = nodes.map((node, at) => atom(node, nodes[at - 1], nodes[at + 1], care));
  const whole = wrapped(nodes, texts, []);
  return whole
    .split('\n')
    .map((line) => startEscaped(line))
    .join('\n');
}

/** Puts the marks around: of those that begin at a node, the one outside that goes on the longest. */
function wrapped(nodes: readonly RichInline[], texts: readonly string[], within: readonly RichMark[]): string {
  let result = '';
  for (let at = 0; at < nodes.length;) {
    const open = marksOf(nodes[at]).filter((mark) => !within.some((held) => held.type === mark.type));
    const spans = open.map((mark) => ({ mark, end: endOf(nodes, at, mark) }));
    const [outer] = spans.filter(({ mark }) => mark.type !== 'code').sort((one, other) => other.end - one.end);
    if (!outer) {
      result += texts[at] ?? '';
      at += 1;
      continue;
    }
    const { mark, end } = outer;
    const inner = wrapped(nodes.slice(at, end), texts.slice(at, end), [...within, mark]);
    // An exclamation mark before a link would make a picture of it.
    result =
      (mark.type === 'link' && /(?<!\\)!$/.test(result) ? `${result.slice(0, -1)}\\!` : result) + around(mark, inner);
    at = end;
  }
  return result;
}

function endOf(nodes: readonly RichInline[], from: number, mark: RichMark): number {
  const end = nodes.findIndex((node, at) => at >= from && !hasMark(node, mark));
  return end < 0 ? nodes.length : end;
}

function around(mark: RichMark, inner: string): string {
  if (mark.type === 'link') return `[${inner}](${mark.attrs.href})`;
  const delimiter = mark.type === 'code' ? '' : delimiters[mark.type];
  return delimiter + inner + delimiter;
}

function atom(node: RichInline, before: RichInline | undefined, after: RichInline | undefined, care: Care): string {
  if (node.type === 'hardBreak') return '\\\n';
  if (node.type === 'image') {
    // A title that is empty shows nowhere: that of a picture which is decorative.
    const title = node.attrs.isDecorative ? ' ""' : '';
    return `![${escaped(node.attrs.alt, care)}](${fileHref(node.attrs.name)}${title})`;
  }
  if (marksOf(node).some(({ type }) => type === 'code')) return codeSpan(node.text);
  const text = escaped(node.text, care);
  return care === 'plain' ? text : edgesEncoded(text, opens(before, node), opens(after, node));
}

/** Whether marks of the neighbour begin (or end) where this text is: a delimiter stands between them. */
const opens = (neighbour: RichInline | undefined, node: RichInline): boolean =>
  marksOf(neighbour).some((mark) => mark.type !== 'link' && !hasMark(node, mark));

/** A letter beside a delimiter may keep it from being one; as a character reference it does not. */
function edgesEncoded(text: string, atStart: boolean, atEnd: boolean): string {
  const reference = (char: string): string => `&#${char.codePointAt(0)};`;
  const first = atStart ? text.replace(/^[\p{L}\p{N}]/u, reference) : text;
  return atEnd ? first.replace(/(?<![&#\d]|&#\d{1,6})[\p{L}\p{N}]$/u, reference) : first;
}

/** With a backslash where a character means something; when careful, everywhere. */
function escaped(text: string, care: Care): string {
  if (care === 'careful') return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
  return text.replaceAll(/[\\`*_~<[\]]|(?<=!!)!/g, String.raw`\$&`).replaceAll(/&(?=#?\w{1,32};)/g, String.raw`\&`);
}

/** What would begin a heading, list, quote, rule or underline does not. */
function startEscaped(line: string): string {
  return (
    line
      .replace(/^(#{1,6})(?=\s|$)/, String.raw`\$1`)
      .replace(/^([-+])(?=\s|$|-)/, String.raw`\$1`)
      .replace(/^([=>])/, String.raw`\$1`)
      // The second line of a table.
      .replace(/^([|:])(?=[-:| ]*\\?$)/, String.raw`\$1`)
      .replace(/^(\d{1,9})([.)])(?=\s|$)/, String.raw`$1\$2`)
  );
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return fence + pad + text + pad + fence;
}

/** A file name as an address beside the text. */
const fileHref = (name: string): string =>
  encodeURIComponent(name).replaceAll(/[!'()*~_]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
