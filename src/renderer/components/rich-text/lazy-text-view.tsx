import { lazy, Suspense } from 'react';
import type { MarkdownViewProps } from './markdown-view.tsx';

/** In a file of its own, as the editor: the studio starts without what reads Markdown. */
const View = lazy(async () => ({ default: (await import('./markdown-view.tsx')).MarkdownView }));

export function LazyTextView(props: MarkdownViewProps) {
  return (
    <Suspense fallback={null}>
      <View {...props} />
    </Suspense>
  );
}
