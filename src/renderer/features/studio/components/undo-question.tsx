import { useMutation, useQuery } from '@tanstack/react-query';
import type {
  ChangedField,
  HistoryChoice,
  HistoryDirection,
  HistoryQuestion,
} from '../../../../shared/domain/history.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { askAboutStep, useAskedStep } from '../../../hooks/history-ui.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { resolveStep } from '../../../hooks/history-mutations.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { shownWords } from '../shown-words.ts';
import { questionQuery } from '../queries.ts';

/** Asks what is to happen to a step that another computer has changed since. Mounted once, opened by whoever meets one. */
export function UndoQuestion() {
  const direction = useAskedStep();
  return direction ? <Question key={direction} direction={direction} /> : null;
}

const close = (): void => askAboutStep(null);

function Question({ direction }: { readonly direction: HistoryDirection }) {
  const { t } = useTranslation();
  const { data: question, error: unread } = useQuery(questionQuery(direction));
  const resolve = useResolve();
  const answer = (choice: HistoryChoice) =>
    question && resolve.mutate({ n: question.n, direction: question.direction, choice });
  const step = question ? stepWords(t, question.label) : '';
  if (question === undefined && !unread) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title={t('history.question.title')}
      description={question ? t(`history.question.${direction}`, { step }) : t('history.question.gone')}
      closeLabel={t('app.close')}
      footer={
        question ? (
          <>
            <Button look="danger" className="me-auto" onClick={() => answer('anyway')}>
              {t(`history.question.${direction}Anyway`)}
            </Button>
            <Button onClick={() => answer('leave')}>{t('history.question.leave')}</Button>
            {question.restCount > 0 ? (
              <Button look="primary" onClick={() => answer('rest')}>
                {t(`history.question.${direction}Rest`)}
              </Button>
            ) : null}
          </>
        ) : (
          <Button onClick={close}>{t('app.close')}</Button>
        )
      }
    >
      {question ? <Changes question={question} /> : null}
      <FailureNote error={resolve.error ?? unread} />
    </Dialog>
  );
}

function useResolve() {
  const { t } = useTranslation();
  return useMutation({
    ...resolveStep,
    onSuccess({ label }, { choice, direction }) {
      close();
      const step = stepWords(t, label);
      if (choice === 'leave') toastStep(t('history.done.leave', { step }));
      else if (choice === 'rest') toastStep(t('history.done.undoRest', { step }));
      else toastStep(t(direction === 'redo' ? 'toast.redone' : 'toast.undone', { step }));
    },
  });
}

function Changes({ question }: { readonly question: HistoryQuestion }) {
  const { t } = useTranslation();
  const more = question.changedCount - question.changes.length;
  return (
    <>
      <ul aria-label={t('history.question.changes')} className="flex flex-col gap-3">
        {question.changes.map((change) => (
          <Change key={`${change.id} ${change.group}`} change={change} direction={question.direction} />
        ))}
      </ul>
      {more > 0 ? <p className="pt-2 text-12 text-ink-muted">{t('history.question.more', { count: more })}</p> : null}
    </>
  );
}

interface ChangeProps {
  readonly change: ChangedField;
  readonly direction: HistoryDirection;
}
function Change({ change, direction }: ChangeProps) {
  const { t } = useTranslation();
  const { clock, locale } = useFormats();
  const nowMs = useNow();
  const { changedAtMs } = change;
  const now =
    changedAtMs === null
      ? t('history.question.nowUntimed')
      : t('history.question.now', { time: clock(changedAtMs, nowMs) });
  return (
    <li className="border-b border-line pb-3 last:border-b-0 last:pb-0">
      <p className="flex items-baseline gap-2">
        <span dir="auto" className="min-w-0 truncate font-medium">
          {change.name}
        </span>
        <span className="shrink-0 text-12 text-ink-muted">{t(`history.group.${change.group}`)}</span>
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 pt-1 text-12">
        <dt className="text-ink-muted">{now}</dt>
        <dd dir="auto" className="line-clamp-3 wrap-anywhere">
          {shownWords(t, change.now, locale)}
        </dd>
        <dt className="text-ink-muted">{t(`history.question.${direction === 'undo' ? 'wouldUndo' : 'wouldRedo'}`)}</dt>
        <dd dir="auto" className="line-clamp-3 wrap-anywhere">
          {shownWords(t, change.would, locale)}
        </dd>
      </dl>
    </li>
  );
}
