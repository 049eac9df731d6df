import { useMutation, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Switch } from '../../../components/switch.tsx';
import { askForExport, useExportOf } from '../../../hooks/archive-ui.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { failedWith } from '../../../lib/error-words.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { cancelArchiveJob, makeArchive } from '../mutations.ts';
import { contentsQuery } from '../queries.ts';
import { JobProgress } from './job-progress.tsx';

type Contents = Output<'archive.getContents'>;
interface Options {
  readonly withMedia: boolean;
  readonly withHistory: boolean;
}

/** Asks what goes into the archive of a course. Mounted once, opened from wherever a course is. */
export function ExportDialog() {
  const courseId = useExportOf();
  return courseId ? <ExportOf key={courseId} courseId={courseId} /> : null;
}

const close = (): void => askForExport(null);

function ExportOf({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const contents = useQuery(contentsQuery(courseId));
  const [options, setOptions] = useState<Options>({ withMedia: true, withHistory: false });
  const { make, jobId, start, stop } = useExport(courseId, options);
  const isRunning = make.isPending;
  const title = t('archives.export.title', { title: contents.data?.title ?? '…' });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !isRunning && close()}
      title={title}
      description={t('archives.export.about')}
      closeLabel={t('app.close')}
      footer={
        isRunning ? (
          <Button onClick={stop}>{t('archives.export.stop')}</Button>
        ) : (
          <>
            <Button onClick={close}>{t('app.cancel')}</Button>
            <Button look="primary" onClick={start} disabled={!contents.data}>
              {t('archives.export.confirm')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {contents.data ? (
          <OptionFields contents={contents.data} options={options} disabled={isRunning} onChange={setOptions} />
        ) : contents.error ? null : (
          <SkeletonRows rows={3} label={t('archives.export.loading')} />
        )}
        {isRunning ? (
          <JobProgress
            jobId={jobId}
            waiting={t('archives.export.starting')}
            words={(amounts) => t('archives.export.writing', amounts)}
          />
        ) : null}
        <FailureNote error={contents.error ?? (failedWith(make.error, 'ARCHIVE_CANCELLED') ? null : make.error)} />
      </div>
    </Dialog>
  );
}

/** One job at a time, each under a name of its own. */
function useExport(courseId: CourseId, options: Options) {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const [jobId, setJobId] = useState('');
  const make = useMutation(makeArchive);
  const cancel = useMutation(cancelArchiveJob);
  const start = () => {
    const next = crypto.randomUUID();
    setJobId(next);
    make.mutate(
      { courseId, jobId: next, ...options },
      {
        onSuccess(made) {
          if (!made) return;
          toast(t('archives.export.done', { name: made.fileName, size: amount(made.bytes) }));
          close();
        },
      },
    );
  };
  return { make, jobId, start, stop: () => cancel.mutate(jobId) };
}

interface OptionFieldsProps {
  readonly contents: Contents;
  readonly options: Options;
  readonly disabled: boolean;
  readonly onChange: (options: Options) => void;
}

function OptionFields({ contents, options, disabled, onChange }: OptionFieldsProps) {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const { here, missing, steps } = contents;
  const size = amount(options.withMedia ? here.bytes : 0);
  return (
    <>
      <Switch
        label={t('archives.export.withMedia')}
        hint={t('archives.export.withMediaHint', {
          files: t('archives.files', { count: here.files }),
          size: amount(here.bytes),
        })}
        checked={options.withMedia}
        disabled={disabled}
        onChange={(withMedia) => onChange({ ...options, withMedia })}
      />
      <Switch
        label={t('archives.export.withHistory')}
        hint={t('archives.export.withHistoryHint', { count: steps })}
        checked={options.withHistory}
        disabled={disabled}
        onChange={(withHistory) => onChange({ ...options, withHistory })}
      />
      <dl className="numeric flex gap-2">
        <dt className="text-ink-muted">{t('archives.export.size')}</dt>
        <dd>{t('archives.export.about_size', { size })}</dd>
      </dl>
      {options.withMedia && missing.files > 0 ? (
        <div className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2">
          <Icon of={TriangleAlert} className="mt-0.5 text-warning" />
          <div>
            <p className="font-medium">{t('archives.export.missing', { count: missing.files })}</p>
            <p className="text-ink-muted">{t('archives.export.missingHint')}</p>
          </div>
        </div>
      ) : null}
    </>
  );
}
