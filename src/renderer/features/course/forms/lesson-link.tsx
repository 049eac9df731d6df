import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useFormState, useWatch, type UseFormReturn } from 'react-hook-form';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Input } from '../../../components/input.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { contentWords } from '../../../lib/content-words.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { useCourseParts } from '../course-parts.ts';
import { FormNotes } from '../unsaved/form-notes.tsx';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { useUnsavedForm } from '../unsaved/use-unsaved-form.ts';
import { ContentAhead, isAhead } from './content-ahead.tsx';
import { lessonLinkKind, linkOf, linkValuesOf, type LessonLinkValues } from './lesson-link-form.ts';

interface LessonLinkProps {
  readonly detail: LessonDetail;
}
type LinkForm = UseFormReturn<LessonLinkValues, unknown, LessonLinkValues>;

/** Where a link lesson leads; it is saved with the page. */
export function LessonLink({ detail }: LessonLinkProps) {
  const { t } = useTranslation();
  const { data: draft, isError } = useQuery(draftQuery(lessonLinkKind.form, detail.lessonId));
  if (draft === undefined && !isError) return null;
  return (
    <InspectorSection title={t('lessonKinds.link.section')}>
      {isAhead(detail, 'link') ? <ContentAhead /> : <LinkOfLesson detail={detail} draft={draft ?? null} />}
    </InspectorSection>
  );
}

function LinkOfLesson({ detail, draft }: LessonLinkProps & { readonly draft: StoredDraft | null }) {
  const { t } = useTranslation();
  const { ConflictHint } = useCourseParts();
  const { lessonId: entityId, title } = detail;
  const values = linkValuesOf(detail.content);
  const { form, open } = useUnsavedForm(lessonLinkKind, { entityId, title, values, draft });
  const { errors } = useFormState({ control: form.control });
  return (
    <div className="flex flex-col gap-3">
      <FormNotes
        form={form}
        open={open}
        saved={values}
        nameOf={(field) => t(`lessonKinds.link.${field}`)}
        read={(field, read) => read[field]}
      />
      <Field label={t('lessonKinds.link.url')} error={errors.url ? t('lessonKinds.link.fault') : undefined}>
        {(wired) => <Input {...wired} dir="ltr" type="url" {...form.register('url')} />}
      </Field>
      <Field label={t('lessonKinds.link.title')} hint={t('lessonKinds.link.titleHint')}>
        {(wired) => <Input {...wired} {...form.register('title')} />}
      </Field>
      <ConflictHint table="lessons" rowId={entityId} column="content" read={contentWords} />
      <Preview form={form} />
    </div>
  );
}

/** As students see it. Main opens it in the system's browser: nothing of it is shown in here. */
function Preview({ form }: { readonly form: LinkForm }) {
  const { t } = useTranslation();
  const [url, title] = useWatch({ control: form.control, name: ['url', 'title'] });
  const held = linkOf({ url, title });
  if (!held) return null;
  return (
    <a
      href={held.url}
      target="_blank"
      rel="noreferrer"
      title={t('lessonKinds.link.open')}
      className="flex items-center gap-1.5 text-13 break-all text-accent-text underline"
    >
      <Icon of={ExternalLink} className="shrink-0" />
      {held.title || held.url}
    </a>
  );
}
