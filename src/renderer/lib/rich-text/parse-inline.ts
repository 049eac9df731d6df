import type { LooseNode } from './normal-inline.ts';
import { allowedHref, imageName, type RichMark } from './rich-doc.ts';

/** A token of the lexer, as far as it is read here. */
export interface Token {
  readonly type: string;
  readonly raw: string;
  readonly text?: string;
  readonly href?: string;
  readonly tokens?: readonly Token[];
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Of character references those that everybody knows; the lexer leaves them all alone. */
const decoded = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g,
    (whole, ...found: string[]) => {
      const [decimal, hex, name] = found;
      if (name !== undefined) return named[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );

const markNames = { strong: 'bold', em: 'italic', del: 'strike' } as const;

/** What is within a block. A link that leads elsewhere than the web, and a picture that is no file, stay the text they are. */
export function inlineOf(tokens: readonly Token[], marks: readonly RichMark[] = []): readonly LooseNode[] {
  return tokens.flatMap((token) => oneInline(token, marks));
}

function oneInline(token: Token, marks: readonly RichMark[]): readonly LooseNode[] {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return inlineOf(token.tokens ?? [], [...marks, { type: markNames[token.type] }]);
    case 'codespan':
      return [{ type: 'text', text: token.text ?? '', marks: [...marks, { type: 'code' }] }];
    case 'br':
      return [{ type: 'hardBreak' }];
    case 'escape':
      return [{ type: 'text', text: token.text ?? '', marks }];
    case 'link':
      return linkOf(token, marks);
    case 'image':
      return [imageOf(token) ?? { type: 'text', text: token.raw, marks }];
    case 'text':
      return token.tokens ? inlineOf(token.tokens, marks) : [{ type: 'text', text: decoded(token.text ?? ''), marks }];
    default:
      return [{ type: 'text', text: token.raw, marks }];
  }
}

function linkOf(token: Token, marks: readonly RichMark[]): readonly LooseNode[] {
  const href = allowedHref(token.href ?? '');
  const holdsPicture = (token.tokens ?? []).some(({ type }) => type === 'image');
  if (href === null || holdsPicture) return [{ type: 'text', text: token.raw, marks }];
  return inlineOf(token.tokens ?? [], [...marks, { type: 'link', attrs: { href } }]);
}

function imageOf({ href = '', tokens = [], raw }: Token): LooseNode | null {
  const name = imageName(percentDecoded(href));
  const alt = inlineOf(tokens)
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('');
  const isDecorative = /\s""\s*\)$/.test(raw);
  return name === null ? null : { type: 'image', attrs: { name, alt, isDecorative } };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
