import { useTranslation } from '../../../hooks/use-translation.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { retryWords } from '../state-words.ts';

/** "Next try in 30 sec", counting down. */
export function RetryTime({ atMs }: { readonly atMs: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nowMs = useNow(1_000);
  return <span className="numeric whitespace-nowrap">{retryWords(t, formats, atMs, nowMs)}</span>;
}
