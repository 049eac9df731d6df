import { useMemo } from 'react';
import { parseMarkdown } from '../../lib/rich-text/parse-markdown.ts';
import { RichTextView, type PictureOf } from './rich-text-view.tsx';

export interface MarkdownViewProps {
  readonly markdown: string;
  readonly pictureOf: PictureOf;
  /** What is said when there is nothing to read. */
  readonly empty: string;
}

export function MarkdownView({ markdown, pictureOf, empty }: MarkdownViewProps) {
  const doc = useMemo(() => parseMarkdown(markdown), [markdown]);
  if (doc.content.length === 0) return <p className="text-12 text-ink-muted">{empty}</p>;
  return <RichTextView doc={doc} pictureOf={pictureOf} />;
}
