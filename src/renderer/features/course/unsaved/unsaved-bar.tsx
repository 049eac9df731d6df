import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNote } from '../../../components/error-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useCommand } from '../../../hooks/use-command.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { errorWords } from '../../../lib/error-words.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { outlineQuery } from '../queries.ts';
import type { SaveEnd } from './course-unsaved.ts';
import { isUnsaved, useUnsaved, useUnsavedUi } from './unsaved-context.ts';
import { titleNow, unsavedWords } from './unsaved-words.ts';

/** Below the toolbar of the outline while something is not saved: what that is, and the ways on. */
export function UnsavedBar({ outline }: { readonly outline: Outline }) {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const unsaved = useUnsaved();
  const ui = useUnsavedUi((all) => all);
  useCommand('save', () => void unsaved.save(), isUnsaved(ui));
  const discard = () => {
    unsaved.discard();
    // The bar goes with its button: the keyboard is to be where the work is.
    document.querySelector('main')?.focus();
  };
  return (
    <>
      <div role="status">
        {isUnsaved(ui) ? (
          <div data-unsaved className="flex items-center gap-2 border-b border-line bg-info-soft px-4 py-1.5 text-12">
            <p className="grow">{unsavedWords(t, outline, ui)}</p>
            <Button look="quiet" size="compact" onClick={discard} className="px-2 text-12">
              {t('courseDetails.discard')}
            </Button>
            <Button
              look="primary"
              size="compact"
              onClick={() => void unsaved.save()}
              busy={ui.isSaving}
              title={shortcuts.of('save')}
            >
              {t('courseDetails.save')}
            </Button>
          </div>
        ) : null}
      </div>
      <SaveEndNote />
    </>
  );
}

/** How the last save ended, when it needs words; beside what it is about, not in a toast. */
export function SaveEndNote() {
  const { t } = useTranslation();
  const { hideEnd, courseId } = useUnsaved();
  const end = useUnsavedUi((ui) => ui.end);
  const { data: outline } = useQuery({ ...outlineQuery(courseId), enabled: end !== null });
  if (!end) return null;
  const { title, hint } = endWords(t, end, outline);
  return (
    <div className="border-b border-line p-2">
      <ErrorNote
        title={title}
        hint={hint}
        action={
          <>
            {end.kind === 'fault' ? <ShowFault end={end} /> : null}
            <IconButton icon={X} size="compact" label={t('coursePage.failed.hide')} onClick={hideEnd} />
          </>
        }
      />
    </div>
  );
}

function endWords(
  t: Words,
  end: SaveEnd,
  outline: Outline | undefined,
): { readonly title: string; readonly hint: string } {
  if (end.kind === 'failed') {
    const { title, hint } = errorWords(t, end.error);
    return { title: t('courseDetails.saveFailed'), hint: `${title} ${hint}` };
  }
  if (end.kind === 'fault')
    return { title: t('unsaved.fault.title', { title: titleNow(outline, end.form) }), hint: t('unsaved.fault.hint') };
  const [first = ''] = end.titles;
  const count = end.titles.length;
  return { title: t('unsaved.gone.title', { count, title: first }), hint: t('unsaved.gone.hint', { count }) };
}

/** To the form that has the fault, wherever it is. */
function ShowFault({ end }: { readonly end: Extract<SaveEnd, { kind: 'fault' }> }) {
  const { t } = useTranslation();
  const unsaved = useUnsaved();
  const navigate = useNavigate();
  const { courseId } = unsaved;
  const show = () => {
    if (unsaved.focusFault()) return;
    if (end.form.entityId === courseId) void navigate({ to: '/course/$courseId/details', params: { courseId } });
    // A chapter's id leads to it as a lesson's does.
    else
      void navigate({
        to: '/course/$courseId',
        params: { courseId },
        search: { lesson: end.form.entityId as LessonId },
      });
  };
  return (
    <Button size="compact" onClick={show}>
      {t('unsaved.fault.show')}
    </Button>
  );
}
