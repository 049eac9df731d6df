import { useState } from 'react';
import type { ImportPlan, PlannedCaption } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { ComboList } from '../../../components/combo-list.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { lessonsMatching } from '../assign-targets.ts';
import { askForLesson, assignCaption, usePreviewUi } from '../imports-ui-store.ts';

interface AssignDialogProps {
  readonly plan: ImportPlan;
  /** Takes the keyboard when it has closed. */
  readonly onClosed: () => boolean;
}

/** Asks which lesson a caption file is of that has no lesson's name. */
export function AssignDialog({ plan, onClosed }: AssignDialogProps) {
  const { assigning } = usePreviewUi(plan.planId);
  const captions: readonly PlannedCaption[] = [
    ...plan.orphanCaptions,
    ...plan.chapters.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.captions)),
  ];
  const caption = captions.find(({ fileKey }) => fileKey === assigning);
  return caption ? <OpenDialog plan={plan} caption={caption} onClosed={onClosed} /> : null;
}

/** Nobody reads on from here: a word more is quicker. */
const SHOWN = 200;

function OpenDialog({ plan, caption, onClosed }: AssignDialogProps & { readonly caption: PlannedCaption }) {
  const { t } = useTranslation();
  const { planId } = plan;
  const { fileKey, originalName } = caption;
  const { assigned } = usePreviewUi(planId);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const lessons = lessonsMatching(plan, search);
  const shown = lessons.slice(0, SHOWN);
  const close = () => askForLesson(planId, null);
  return (
    <Dialog
      open
      onOpenChange={close}
      onClosed={onClosed}
      title={t('imports.assign.title', { name: originalName })}
      closeLabel={t('app.close')}
      footer={
        <>
          {assigned.has(fileKey) ? (
            <Button onClick={() => assignCaption(planId, fileKey, null)}>{t('imports.assign.nobody')}</Button>
          ) : null}
          <Button onClick={close}>{t('app.cancel')}</Button>
        </>
      }
    >
      <ComboList
        label={t('imports.assign.search')}
        listLabel={t('imports.assign.lessons')}
        search={search}
        onSearch={(words) => {
          setSearch(words);
          setAt(0);
        }}
        options={shown.map(({ key, title, chapter }) => ({
          id: key,
          content: (
            <>
              <span dir="auto" className="min-w-0 grow truncate">
                {title}
              </span>
              <span dir="auto" className="max-w-[45%] shrink-0 truncate text-12 text-ink-muted">
                {chapter}
              </span>
            </>
          ),
        }))}
        at={at}
        onGo={setAt}
        onChoose={(index) => assignCaption(planId, fileKey, shown[index]?.key ?? null)}
      >
        {shown.length === 0 ? t('imports.assign.none', { search }) : null}
        {lessons.length > SHOWN ? t('imports.assign.more', { count: SHOWN }) : null}
      </ComboList>
    </Dialog>
  );
}
