import type { PlanTotals } from '../../../shared/domain/import-plan.ts';
import type { Words } from '../../../shared/messages/words.ts';
import type { Input } from '../../lib/ipc-client.ts';

type Target = Input<'import.apply'>['target'];

/** What *Import* is called by what is checked; null: that is not enough. A course that is there takes documents alone. */
export function applyWords(
  t: Words,
  { kind }: Pick<Target, 'kind'>,
  { lessons, files }: Pick<PlanTotals, 'lessons' | 'files'>,
): string | null {
  if (lessons > 0) return t(kind === 'watch' ? 'imports.offer' : 'imports.apply', { count: lessons });
  const takesFiles = kind === 'course' || kind === 'chapter';
  return takesFiles && files > 0 ? t('imports.applyFiles', { count: files }) : null;
}
