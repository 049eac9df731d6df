import { MarkdownManager } from '@tiptap/markdown';
import { normalDoc } from './normal-doc.ts';
import type { LooseNode } from './normal-inline.ts';
import { inlineOf, type Token } from './parse-inline.ts';
import type { RichDoc } from './rich-doc.ts';

/** Of the package the lexer (marked) only: its own conversion loses tables, and reads HTML (decision 0048). */
const { Lexer, Tokenizer, defaults } = new MarkdownManager().instance;

/*
 * The lexer looks at what may open and close emphasis again and again: with a thousand in one paragraph that takes a tenth
 * of a second, and with ten thousand ten. Nobody's text has that many; more of them are text.
 */
const MOST_IN_BLOCK = 1_000;
const MOST = 20_000;
/** Quotes and lists in each other, on one line. */
const tooDeep = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])){30}/m;
const mayMark = /(?<!\\)(?:[*_~`[<]|(?<=!!)!)/g;

function hasMoreThan(most: number, text: string): boolean {
  if (text.length <= most) return false;
  let count = 0;
  for (const _found of text.matchAll(mayMark)) if ((count += 1) > most) return true;
  return false;
}

class CalmLexer extends Lexer {
  override inlineTokens(src: string, tokens: InlineTokens = []): InlineTokens {
    if (!hasMoreThan(MOST_IN_BLOCK, src)) return super.inlineTokens(src, tokens);
    tokens.push({ type: 'text', raw: src, text: src });
    return tokens;
  }
}
type InlineTokens = NonNullable<Parameters<InstanceType<typeof Lexer>['inlineTokens']>[1]>;

/** Bare addresses are text: what is a link was made one. */
class PlainTokenizer extends Tokenizer {
  override url(): undefined {
    return undefined;
  }
}

interface BlockToken extends Token {
  readonly depth?: number;
  readonly lang?: string;
  readonly ordered?: boolean;
  readonly start?: number | '';
  readonly items?: readonly BlockToken[];
  readonly tokens?: readonly BlockToken[];
}

/** Reads Markdown; never throws. What it does not know (HTML, tables, footnotes, …) is kept as the text it is. */
export function parseMarkdown(markdown: string): RichDoc {
  const isCalm = !tooDeep.test(markdown) && !hasMoreThan(MOST, markdown);
  return normalDoc({ type: 'doc', content: isCalm ? looseBlocks(markdown) : asText(markdown) });
}

function looseBlocks(markdown: string): readonly LooseNode[] {
  const options = { ...defaults };
  options.tokenizer = new PlainTokenizer(options);
  return new CalmLexer(options).lex(markdown.toWellFormed()).flatMap((token) => blockOf(token as BlockToken));
}

function blockOf(token: BlockToken): readonly LooseNode[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'hr':
      return [{ type: 'horizontalRule' }];
    case 'heading':
      return [{ type: 'heading', attrs: { level: token.depth ?? 1 }, content: inlineOf(token.tokens ?? []) }];
    case 'code':
      return [codeOf(token)];
    case 'blockquote':
      return [{ type: 'blockquote', content: (token.tokens ?? []).flatMap(blockOf) }];
    case 'list':
      return [listOf(token)];
    case 'paragraph':
    case 'text':
      return [{ type: 'paragraph', content: inlineOf(token.tokens ?? [{ ...token, type: 'text' }]) }];
    default:
      return asText(token.raw);
  }
}

function codeOf({ lang, text = '' }: BlockToken): LooseNode {
  const [language = ''] = (lang ?? '').split(/\s/);
  return { type: 'codeBlock', attrs: { language: language || null }, content: [{ type: 'text', text }] };
}

function listOf({ ordered = false, start, items = [] }: BlockToken): LooseNode {
  const content = items.map(itemOf);
  return ordered ? { type: 'orderedList', attrs: { start }, content } : { type: 'bulletList', content };
}

/** A task's box is text: it stands in the paragraph that follows it. */
function itemOf({ tokens = [] }: BlockToken): LooseNode {
  const [box, ...rest] = tokens;
  const blocks = (box?.type === 'checkbox' ? rest : tokens).flatMap(blockOf);
  const [first, ...others] = blocks;
  if (box?.type !== 'checkbox') return { type: 'listItem', content: blocks };
  const boxText: LooseNode = { type: 'text', text: box.raw };
  if (first?.type !== 'paragraph')
    return { type: 'listItem', content: [{ type: 'paragraph', content: [boxText] }, ...blocks] };
  return { type: 'listItem', content: [{ ...first, content: [boxText, ...(first.content ?? [])] }, ...others] };
}

/** Line by line, as it stands there; a blank line begins a paragraph. */
export function asText(raw: string): readonly LooseNode[] {
  return raw.split(/\r?\n[ \t]*\r?\n/).map((lines) => ({
    type: 'paragraph',
    content: lines
      .split(/\r?\n/)
      .flatMap((text, at) => [...(at === 0 ? [] : [{ type: 'hardBreak' }]), { type: 'text', text }]),
  }));
}
