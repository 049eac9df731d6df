/*
 * The text of a lesson as a document (decision 0048): what the editor's schema takes, and nothing else. Stored as Markdown
 * (parse-markdown.ts, write-markdown.ts), drawn by the same few names everywhere. Node and mark names are ProseMirror's.
 */

export type RichMark =
  | { readonly type: 'bold' | 'italic' | 'strike' | 'code' }
  | { readonly type: 'link'; readonly attrs: { href: string } };
export type MarkType = RichMark['type'];

export interface RichText {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly RichMark[];
}
/** A picture of the lesson, by the name of its file there; never an address. */
export interface RichImage {
  readonly type: 'image';
  readonly attrs: {
    readonly name: string;
    readonly alt: string;
    /** Nothing is said of it, on purpose; without a description only. */
    readonly isDecorative?: true;
  };
}
export type RichInline = RichText | RichImage | { readonly type: 'hardBreak' };

interface Paragraph {
  readonly type: 'paragraph';
  readonly content?: readonly RichInline[];
}
interface Heading {
  readonly type: 'heading';
  readonly attrs: { readonly level: number };
  readonly content?: readonly RichInline[];
}
interface CodeBlock {
  readonly type: 'codeBlock';
  readonly attrs: { readonly language: string | null };
  readonly content?: readonly RichText[];
}
interface Blockquote {
  readonly type: 'blockquote';
  readonly content: readonly RichBlock[];
}
export interface ListItem {
  readonly type: 'listItem';
  /** The first of them is a paragraph. */
  readonly content: readonly RichBlock[];
}
interface BulletList {
  readonly type: 'bulletList';
  readonly content: readonly ListItem[];
}
interface OrderedList {
  readonly type: 'orderedList';
  readonly attrs: { readonly start: number };
  readonly content: readonly ListItem[];
}
export type RichList = BulletList | OrderedList;
export type RichBlock = Paragraph | Heading | CodeBlock | Blockquote | RichList | { readonly type: 'horizontalRule' };
export interface RichDoc {
  readonly type: 'doc';
  readonly content: readonly RichBlock[];
}

/** Where a link may lead: the web or a mailbox, spelled in one way; null for everything else. */
export function allowedHref(typed: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(typed) || !URL.canParse(typed)) return null;
  const { protocol, username, password, href } = new URL(typed);
  if (!['http:', 'https:', 'mailto:'].includes(protocol) || username !== '' || password !== '') return null;
  // What would end an address in Markdown, or be read as a mark in it.
  return href.replaceAll(/[\\()<>*_~[\]`\s"'!^|]/g, encoded);
}
const encoded = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** A picture's file name: no path, no scheme, no control character. Null: none. */
export function imageName(typed: string): string | null {
  const isName = /^[^/\\:?#\p{Cc}]{1,500}$/u.test(typed) && !/^\.{1,2}$/.test(typed);
  return isName && typed === typed.trim() ? typed : null;
}

/** All that is read of it, for searching and counting. */
export function plainText(node: { readonly text?: string; readonly content?: readonly object[] }): string {
  return node.text ?? (node.content ?? []).map((child) => plainText(child)).join('');
}
