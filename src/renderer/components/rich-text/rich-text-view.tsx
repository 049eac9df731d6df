import { createElement, Fragment, type ReactNode } from 'react';
import type { RichBlock, RichDoc, RichInline, RichMark } from '../../lib/rich-text/rich-doc.ts';
import { richProse } from './rich-prose.ts';

/** Where a lesson's picture is; null: there is none of that name. */
export type PictureOf = (name: string) => string | null;

interface RichTextViewProps {
  readonly doc: RichDoc;
  readonly pictureOf: PictureOf;
}

/** A lesson's text as its students see it: elements made one by one of what rich-doc.ts knows, no HTML anywhere. */
export function RichTextView({ doc, pictureOf }: RichTextViewProps) {
  return (
    <div data-selectable dir="auto" className={richProse}>
      {blocks(doc.content, pictureOf)}
    </div>
  );
}

/* Without keys: nothing in a document has an id, and what has changed is drawn in its place. */
const blocks = (nodes: readonly RichBlock[], pictureOf: PictureOf): ReactNode =>
  createElement(Fragment, null, ...nodes.map((node) => createElement(Block, { node, pictureOf })));
const inlines = (nodes: readonly RichInline[] | undefined, pictureOf: PictureOf): ReactNode =>
  createElement(Fragment, null, ...(nodes ?? []).map((node) => createElement(Inline, { node, pictureOf })));

function Block({ node, pictureOf }: { readonly node: RichBlock; readonly pictureOf: PictureOf }) {
  switch (node.type) {
    case 'paragraph':
      return <p>{inlines(node.content, pictureOf)}</p>;
    case 'heading': {
      const Tag = headings[node.attrs.level - 1] ?? 'h6';
      return <Tag>{inlines(node.content, pictureOf)}</Tag>;
    }
    case 'codeBlock':
      return (
        <pre dir="ltr">
          <code>{inlines(node.content, pictureOf)}</code>
        </pre>
      );
    case 'horizontalRule':
      return <hr />;
    case 'blockquote':
      return <blockquote>{blocks(node.content, pictureOf)}</blockquote>;
    case 'orderedList':
      return <ol start={node.attrs.start}>{items(node.content, pictureOf)}</ol>;
    case 'bulletList':
      return <ul>{items(node.content, pictureOf)}</ul>;
  }
}
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

const items = (nodes: readonly { readonly content: readonly RichBlock[] }[], pictureOf: PictureOf): ReactNode =>
  createElement(Fragment, null, ...nodes.map(({ content }) => createElement('li', null, blocks(content, pictureOf))));

function Inline({ node, pictureOf }: { readonly node: RichInline; readonly pictureOf: PictureOf }) {
  if (node.type === 'hardBreak') return <br />;
  if (node.type === 'text') return (node.marks ?? []).reduceRight<ReactNode>(within, node.text);
  const { name, alt } = node.attrs;
  const url = pictureOf(name);
  return url === null ? <span data-missing-picture>{alt || name}</span> : <img src={url} alt={alt} loading="lazy" />;
}

function within(inner: ReactNode, mark: RichMark): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{inner}</strong>;
    case 'italic':
      return <em>{inner}</em>;
    case 'strike':
      return <s>{inner}</s>;
    case 'code':
      return <code>{inner}</code>;
    case 'link':
      // A window that is asked for opens in the system's browser (main decides), never in the app.
      return (
        <a href={mark.attrs.href} target="_blank" rel="noreferrer">
          {inner}
        </a>
      );
  }
}
