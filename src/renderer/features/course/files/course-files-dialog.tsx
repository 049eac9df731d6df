import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { MediaId } from '../../../../shared/domain/ids.ts';
import { RESOURCES_MAX } from '../../../../shared/domain/lesson-files.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { textSearch } from '../../../lib/text-search.ts';
import { courseFilesQuery } from '../queries.ts';

interface CourseFilesDialogProps {
  readonly detail: LessonDetail;
  readonly onClose: () => void;
  readonly onAttach: (mediaIds: MediaId[]) => void;
}

/** Files that the course has already, to be attached to a lesson without another upload. */
export function CourseFilesDialog({ detail, onClose, onAttach }: CourseFilesDialogProps) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { data, error } = useQuery(courseFilesQuery(detail.courseId));
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<MediaId>>(new Set());
  const held = new Set(detail.resources.map(({ mediaId }) => mediaId));
  const files = (data ?? []).filter(({ mediaId }) => !held.has(mediaId));
  const matches = textSearch(search);
  const shown = files.filter(({ fileName }) => matches(fileName));
  const isTooMany = detail.resources.length + chosen.size > RESOURCES_MAX;
  const choose = (mediaId: MediaId, isOn: boolean) =>
    setChosen(new Set(isOn ? [...chosen, mediaId] : [...chosen].filter((one) => one !== mediaId)));
  const attach = () => {
    onAttach([...chosen]);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('lessonFiles.choose.title')}
      description={t('lessonFiles.choose.hint')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" disabled={chosen.size === 0 || isTooMany} onClick={attach}>
            {t('lessonFiles.choose.attach', { count: chosen.size })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t('lessonFiles.choose.search')}
          error={isTooMany ? t('lessonFiles.reasonOf.TOO_MANY', { limit: RESOURCES_MAX }) : undefined}
        >
          {(wired) => (
            <Input {...wired} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          )}
        </Field>
        <FailureNote error={error} />
        {data && shown.length === 0 ? (
          <p className="text-13 text-ink-muted">
            {t(files.length === 0 ? 'lessonFiles.choose.none' : 'lessonFiles.choose.nothing')}
          </p>
        ) : null}
        <ul aria-label={t('lessonFiles.choose.title')} className="flex flex-col gap-1 text-13">
          {shown.map((file) => (
            <li key={file.mediaId}>
              <label className="flex items-center gap-2">
                <Checkbox
                  label={file.fileName}
                  checked={chosen.has(file.mediaId)}
                  onChange={(isOn) => choose(file.mediaId, isOn)}
                />
                <TruncateMiddle text={file.fileName} className="min-w-0 grow" />
                <span className="numeric shrink-0 text-12 text-ink-muted">{bytes(file.bytes)}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
