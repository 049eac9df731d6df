import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { errorWords } from '../lib/error-words.ts';
import { createMessages } from '../../shared/messages/words.ts';

/** What the window shows when main did not even answer who we are; nothing else of the studio exists yet. */
export function StartFailed({ error }: { readonly error: unknown }) {
  const t = createMessages('en').t;
  const words = errorWords(t, error);
  return (
    <main className="h-full">
      <title>{t('app.name')}</title>
      <EmptyState
        words={words.title}
        hint={words.hint}
        action={<Button onClick={() => location.reload()}>{t('app.reload')}</Button>}
      />
    </main>
  );
}
