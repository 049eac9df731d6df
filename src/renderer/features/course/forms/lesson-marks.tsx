import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useController } from 'react-hook-form';
import { toast } from 'sonner';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { withMark, type Marks } from '../../../../shared/domain/lesson-marks.ts';
import { Button } from '../../../components/button.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { MarkList } from '../components/mark-list.tsx';
import { MarkRules } from '../components/mark-rules.tsx';
import { MarksBar } from '../components/marks-bar.tsx';
import { usePlayer } from '../player-handle.ts';
import { FormNotes } from '../unsaved/form-notes.tsx';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { useUnsavedForm } from '../unsaved/use-unsaved-form.ts';
import { usePlayhead } from '../use-playhead.ts';
import { ContentAhead, isAhead } from './content-ahead.tsx';
import { lessonMarksKind, marksValuesOf, readMarks } from './lesson-marks-form.ts';

interface LessonMarksProps {
  readonly detail: LessonDetail;
}

/** The chapters inside a lesson's video; they are saved with the page. */
export function LessonMarks({ detail }: LessonMarksProps) {
  const { t } = useTranslation();
  const { data: draft, isError } = useQuery(draftQuery(lessonMarksKind.form, detail.lessonId));
  if ((draft === undefined && !isError) || !detail.media) return null;
  return (
    <InspectorSection title={t('lessonMarks.section')}>
      {isAhead(detail, 'marks') ? <ContentAhead /> : <MarksOfLesson detail={detail} draft={draft ?? null} />}
    </InspectorSection>
  );
}

function MarksOfLesson({ detail, draft }: LessonMarksProps & { readonly draft: StoredDraft | null }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { lessonId: entityId, title, content, media } = detail;
  const values = marksValuesOf(content);
  const { form, open } = useUnsavedForm(lessonMarksKind, { entityId, title, values, draft });
  const { field } = useController({ control: form.control, name: 'marks' });
  const marks = readMarks(field.value) ?? [];
  const change = (next: Marks) => field.onChange(JSON.stringify(next));
  const add = (atMs: number) => {
    const next = withMark(marks, { atMs, title: '' });
    if (next) change(next);
    else toast(t('lessonMarks.taken', { time: duration(atMs) }));
  };
  return (
    <div className="flex flex-col gap-2">
      <FormNotes
        form={form}
        open={open}
        saved={values}
        nameOf={() => t('lessonMarks.section')}
        read={(_field, read) => (readMarks(read.marks) ?? []).map((mark) => mark.title).join(' · ')}
      />
      <MarksBar marks={marks} durationMs={media?.durationMs ?? null} />
      {marks.length === 0 ? <p className="text-12 text-ink-muted">{t('lessonMarks.none')}</p> : null}
      <MarkList marks={marks} onChange={change} />
      <AddMark onAdd={add} />
      <MarkRules marks={marks} durationMs={media?.durationMs ?? null} />
    </div>
  );
}

/** At whole seconds: what a person can tell, and what sites show. */
const STEP_MS = 1_000;

/** A chapter where the video is, by a button and by `C` anywhere in the inspector but where one types. */
function AddMark({ onAdd }: { readonly onAdd: (atMs: number) => void }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const player = usePlayer();
  const atMs = usePlayhead(STEP_MS);
  const add = () => onAdd(Math.floor((player?.atMs() ?? 0) / STEP_MS) * STEP_MS);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'c' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
      return;
    const at = event.target instanceof Element ? event.target : null;
    if (!at?.closest('[data-inspector]') || at.closest('input, textarea, select, [contenteditable], [role=combobox]'))
      return;
    event.preventDefault();
    add();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className="flex items-center gap-2">
      <Button size="compact" onClick={add}>
        {t('lessonMarks.add', { time: duration(atMs) })}
      </Button>
      <Kbd keys={t('lessonMarks.addKey')} />
    </div>
  );
}
