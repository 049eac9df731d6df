import { lazy, Suspense } from 'react';
import { SkeletonRows } from '../skeleton.tsx';
import type { TextEditorProps } from './text-editor.tsx';

/** In a file of its own: the studio starts without it. */
const Editor = lazy(async () => ({ default: (await import('./text-editor.tsx')).TextEditor }));

export function LazyTextEditor({ loading, ...props }: TextEditorProps & { readonly loading: string }) {
  return (
    <Suspense fallback={<SkeletonRows rows={4} label={loading} />}>
      <Editor {...props} />
    </Suspense>
  );
}
