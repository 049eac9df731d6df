import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { TriangleAlert, Undo2 } from 'lucide-react';
import { useRef } from 'react';
import type { HistoryEntry } from '../../../../shared/domain/history.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { askAboutStep, showHistory, useIsHistoryOpen } from '../../../hooks/history-ui.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useRovingFocus } from '../../../hooks/use-roving-focus.ts';
import { goToStep } from '../../../hooks/history-mutations.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { isPageCovered } from '../../../lib/dom.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { historyListQuery } from '../queries.ts';

/** Every step that can be gone back to, the newest first; a click goes there. */
export function HistoryPanel() {
  const isOpen = useIsHistoryOpen();
  useCommand('history', () => showHistory(!isOpen && !isPageCovered()));
  return isOpen ? <Panel /> : null;
}

/** Goes to a step; where another computer has changed something since, it stops and asks. */
function useGoTo() {
  return useMutation({
    ...goToStep,
    onSuccess({ stoppedBy }) {
      if (!stoppedBy) return;
      showHistory(false);
      askAboutStep(stoppedBy);
    },
  });
}

function Panel() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(historyListQuery);
  const goTo = useGoTo();
  const steps = list.data?.pages.flatMap((page) => page.steps) ?? [];
  const currentN = list.data?.pages[0]?.currentN ?? 0;
  return (
    <Dialog
      open
      onOpenChange={showHistory}
      title={t('history.title')}
      closeLabel={t('app.close')}
      footer={
        <>
          {list.hasNextPage ? (
            <Button className="me-auto" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('history.older')}
            </Button>
          ) : null}
          <Button onClick={() => showHistory(false)}>{t('app.close')}</Button>
        </>
      }
    >
      {list.isSuccess && steps.length === 0 ? <p className="text-ink-muted">{t('history.empty')}</p> : null}
      {steps.length > 0 ? (
        <Steps steps={steps} currentN={currentN} isWhole={!list.hasNextPage} onGo={(n) => goTo.mutate(n)} />
      ) : null}
      <FailureNote error={goTo.error ?? list.error} />
    </Dialog>
  );
}

interface StepsProps {
  readonly steps: readonly HistoryEntry[];
  readonly currentN: number;
  /** The first step is among them: what was before it can be gone to. */
  readonly isWhole: boolean;
  readonly onGo: (n: number) => void;
}
function Steps({ steps, currentN, isWhole, onGo }: StepsProps) {
  const { t } = useTranslation();
  const shown = steps.map(({ n }) => n);
  const roving = useRovingFocus([...new Set([currentN, ...shown, 0])].map(String));
  const isFocused = useRef(false);
  const focusOnce = (row: HTMLButtonElement | null) => {
    if (!row || isFocused.current) return;
    isFocused.current = true;
    row.focus();
  };
  const row = (n: number) => ({
    ...roving.item(String(n)),
    isCurrent: n === currentN,
    onGo: () => onGo(n),
    focusRef: n === currentN ? focusOnce : undefined,
  });
  return (
    <ol aria-label={t('history.steps')} className="-mx-2 flex flex-col" {...roving.container}>
      {steps.map((step) => (
        <Row key={step.n} {...row(step.n)} step={step} />
      ))}
      {isWhole ? <Row {...row(0)} step={null} /> : null}
    </ol>
  );
}

interface RowProps {
  readonly step: HistoryEntry | null;
  readonly isCurrent: boolean;
  readonly onGo: () => void;
  readonly focusRef: ((row: HTMLButtonElement | null) => void) | undefined;
  readonly tabIndex: number;
  readonly 'data-roving': string;
}
function Row({ step, isCurrent, onGo, focusRef, ...roving }: RowProps) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const nowMs = useNow();
  return (
    <li>
      <button
        type="button"
        ref={focusRef}
        {...roving}
        aria-current={isCurrent ? 'step' : undefined}
        onClick={onGo}
        className={cx(
          'flex h-7 w-full items-center gap-2 rounded-md px-2 text-start text-13 hover:bg-hover',
          isCurrent && 'bg-selected font-medium',
        )}
      >
        {/* Words in two directions: cut by the letters, since the window's own cut would take the beginning of a name. */}
        <TruncateMiddle
          text={step ? stepWords(t, step.label) : t('history.start')}
          tail={0}
          className={cx('first-letter:uppercase', step?.isUndone && 'text-ink-muted')}
        />
        <StepState step={step} isCurrent={isCurrent} />
        {step ? <span className="shrink-0 text-12 text-ink-muted tabular-nums">{time(step.atMs, nowMs)}</span> : null}
      </button>
    </li>
  );
}

function StepState({ step, isCurrent }: { readonly step: HistoryEntry | null; readonly isCurrent: boolean }) {
  const { t } = useTranslation();
  const look = 'flex shrink-0 items-center gap-1 text-12';
  if (step?.isPassedOver) return <span className={cx(look, 'text-ink-muted')}>{t('history.passedOver')}</span>;
  if (step?.isChanged) {
    return (
      <span className={cx(look, 'text-warning')}>
        <Icon of={TriangleAlert} />
        {t('history.changed')}
      </span>
    );
  }
  if (isCurrent) return <span className={cx(look, 'text-ink-muted')}>{t('history.here')}</span>;
  if (!step?.isUndone) return null;
  return (
    <span className={cx(look, 'text-ink-muted')}>
      <Icon of={Undo2} />
      {t('history.undone')}
    </span>
  );
}
