import { sharedOf, type BulkLesson, type Shared } from '../../../../shared/domain/bulk-edit.ts';
import { newLessonKind, type Outline } from '../../../../shared/domain/course.ts';
import { lessonStatus } from '../../../../shared/domain/lesson-content.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Select } from '../../../components/select.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { bulkFaults, nextOfBox, type BulkChoice } from '../bulk-choice.ts';
import { DRIP_MAX_DAYS } from '../forms/lesson-form.ts';
import { BulkTags } from './bulk-tags.tsx';
import { useBulkWords } from './use-bulk-words.ts';

export interface BulkFieldsProps {
  readonly outline: Outline;
  /** At least one. */
  readonly lessons: readonly BulkLesson[];
  readonly choice: BulkChoice;
  readonly onChange: (choice: BulkChoice) => void;
}

/** What can be changed alike: each says what the lessons have now, and stays so until it is touched. */
export function BulkEditFields(props: BulkFieldsProps) {
  const { outline, lessons, choice, onChange } = props;
  const { t } = useTranslation();
  const words = useBulkWords(outline);
  const chapters = outline.chapters.map(({ chapterId, title }) => ({ value: chapterId, label: title }));
  const stays = <Value,>(shared: Shared<Value>, read: (value: Value) => string) => ({
    value: 'asIs' as const,
    label: shared.isMixed ? t('coursePage.bulk.mixed') : t('coursePage.bulk.stays', { value: read(shared.value) }),
  });
  return (
    <>
      <TitleFields {...props} />
      <div className="grid grid-cols-2 gap-3">
        <Choice
          label={words.field('kind')}
          options={[
            stays(sharedOf(lessons, 'kind'), words.kind),
            ...newLessonKind.options.map((value) => ({ value, label: words.kind(value) })),
          ]}
          value={choice.kind}
          onChange={(kind) => onChange({ ...choice, kind })}
        />
        <Choice
          label={words.field('status')}
          options={[
            stays(sharedOf(lessons, 'status'), words.status),
            ...lessonStatus.options.map((value) => ({ value, label: words.status(value) })),
          ]}
          value={choice.status}
          onChange={(status) => onChange({ ...choice, status })}
        />
        <Choice
          label={words.field('chapterId')}
          options={[stays(sharedOf(lessons, 'chapterId'), words.chapter), ...chapters]}
          value={choice.chapterId}
          onChange={(chapterId) => onChange({ ...choice, chapterId })}
        />
        <Choice
          label={words.field('dripDays')}
          options={[
            stays(sharedOf(lessons, 'dripDays'), words.drip),
            { value: 'atOnce', label: t('coursePage.bulk.atOnce') },
            { value: 'days', label: t('coursePage.bulk.afterDays') },
          ]}
          value={choice.drip}
          onChange={(drip) => onChange({ ...choice, drip })}
        />
      </div>
      {choice.drip === 'days' ? <DaysField {...props} /> : null}
      <PreviewBox {...props} />
      <BulkTags {...props} />
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}
function Choice<Value extends string>({ label, ...select }: ChoiceProps<Value>) {
  return (
    <Field label={label} className="min-w-0">
      {(wired) => <Select {...wired} {...select} />}
    </Field>
  );
}

function TitleFields({ choice, onChange }: BulkFieldsProps) {
  const { t } = useTranslation();
  const faults = bulkFaults(choice);
  const number = (field: 'startText' | 'widthText', label: string, fault: string | undefined) => (
    <Field label={label} error={fault} className="w-28">
      {(wired) => (
        <Input
          {...wired}
          inputMode="numeric"
          className="numeric"
          value={choice[field]}
          onChange={(event) => onChange({ ...choice, [field]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <Field label={t('coursePage.bulk.titles')} hint={t('coursePage.bulk.titlesHint')}>
        {(wired) => (
          <Input
            {...wired}
            value={choice.pattern}
            onChange={(event) => onChange({ ...choice, pattern: event.target.value })}
          />
        )}
      </Field>
      {choice.pattern.includes('{n}') ? (
        <div className="flex gap-3">
          {number(
            'startText',
            t('coursePage.bulk.start'),
            faults.includes('start') ? t('coursePage.bulk.startFault') : undefined,
          )}
          {number(
            'widthText',
            t('coursePage.bulk.width'),
            faults.includes('width') ? t('coursePage.bulk.widthFault') : undefined,
          )}
        </div>
      ) : null}
    </>
  );
}

function DaysField({ choice, onChange }: BulkFieldsProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const isFaulty = choice.dripText !== '' && bulkFaults(choice).includes('days');
  return (
    <Field
      label={t('coursePage.bulk.days')}
      error={isFaulty ? t('lessonDetails.fault.drip', { max: count(DRIP_MAX_DAYS) }) : undefined}
    >
      {(wired) => (
        <Input
          {...wired}
          inputMode="numeric"
          className="numeric"
          value={choice.dripText}
          onChange={(event) => onChange({ ...choice, dripText: event.target.value })}
        />
      )}
    </Field>
  );
}

function PreviewBox({ lessons, choice, onChange }: BulkFieldsProps) {
  const { t } = useTranslation();
  const shared = sharedOf(lessons, 'freePreview');
  const label = t('lessonDetails.field.freePreview');
  return (
    <label className="flex items-center gap-2 text-13">
      <Checkbox
        checked={choice.freePreview ?? (shared.isMixed ? 'indeterminate' : shared.value)}
        onChange={() => onChange({ ...choice, freePreview: nextOfBox(choice.freePreview, shared) })}
        label={label}
      />
      {label}
    </label>
  );
}
