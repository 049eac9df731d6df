import { X } from 'lucide-react';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { RESOURCES_MAX } from '../../../../shared/domain/lesson-files.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';

/** What of the last files was not attached to this lesson, and why. */
export function AttachEndNote({ lessonId }: { readonly lessonId: LessonId }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const store = useOutlineStore();
  const end = useOutlineUi((ui) => ui.attachEnd);
  if (end?.lessonId !== lessonId) return null;
  if (end.error !== null) return <FailureNote error={end.error} />;
  if (end.refused.length === 0) return null;
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-12">
      <div className="min-w-0 grow">
        <p className="font-medium">{t('lessonFiles.refused', { count: end.refused.length })}</p>
        <ul>
          {end.refused.map(({ fileName, reason }) => (
            <li key={fileName} className="break-words">
              <bdi>{fileName}</bdi>: {t(`lessonFiles.reasonOf.${reason}`, { limit: count(RESOURCES_MAX) })}
            </li>
          ))}
        </ul>
      </div>
      <IconButton
        icon={X}
        size="compact"
        label={t('app.dismiss')}
        onClick={() => store.setState({ attachEnd: null })}
      />
    </div>
  );
}
