import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { closeExport, hideExport, setExportWriting } from '../../hooks/archive-ui.ts';
import { useFormats } from '../../hooks/studio-context.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import type { Output } from '../../lib/ipc-client.ts';
import { cancelArchiveJob, makeArchive } from './mutations.ts';

/** The toast that says what goes on behind; the one that says how it ended takes its place. */
const TOAST = 'export';
/** A name or three are read; the rest is counted. */
const NAMED = 3;

interface Options {
  readonly withMedia: boolean;
  readonly withHistory: boolean;
}

/** Writes the archive of a course: one job at a time, each under a name of its own. */
export function useExport(courseId: CourseId, title: string, options: Options) {
  const { t } = useTranslation();
  const [jobId, setJobId] = useState('');
  const sayDone = useSayDone();
  const make = useMutation(makeArchive);
  const cancel = useMutation(cancelArchiveJob);
  const start = () => {
    const next = crypto.randomUUID();
    setJobId(next);
    setExportWriting(true);
    make.mutate(
      { courseId, jobId: next, ...options },
      {
        onSuccess(made) {
          if (!made) return askAgain();
          sayDone(made);
          closeExport();
        },
        onError: askAgain,
        onSettled: () => setExportWriting(false),
      },
    );
  };
  const hide = () => {
    hideExport(true);
    const show = { label: t('archives.export.show'), onClick: () => hideExport(false) };
    toast(t('archives.export.running', { title }), { id: TOAST, duration: Infinity, dismissible: false, action: show });
  };
  return { make, jobId, start, stop: () => cancel.mutate(jobId), hide };
}

/** Nothing goes on behind any more: the dialog is back. */
function askAgain(): void {
  toast.dismiss(TOAST);
  hideExport(false);
}

function useSayDone() {
  const { t } = useTranslation();
  const { amount } = useFormats();
  return ({ fileName, bytes, missing: { files, first } }: NonNullable<Output<'archive.make'>>): void => {
    const names = first.slice(0, NAMED).join(', ');
    const more = files > NAMED ? t('archives.more', { count: files - NAMED }) : '';
    const without = files > 0 ? t('archives.export.without', { names: [names, more].filter(Boolean).join(' ') }) : null;
    toast(t('archives.export.done', { name: fileName, size: amount(bytes) }), {
      id: TOAST,
      duration: files > 0 ? 12_000 : 4_000,
      dismissible: true,
      action: undefined,
      description: without,
    });
  };
}
