import { useMutation } from '@tanstack/react-query';
import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ArchivePreview } from '../../../../shared/ipc/contract/archive.ts';
import { Button } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { pickArchiveFolder } from '../mutations.ts';
import { ArchiveHistory } from './archive-history.tsx';

interface ArchiveFactsProps {
  readonly preview: ArchivePreview;
  readonly isTooSmall: boolean;
  readonly disabled: boolean;
}

/** Where it comes from, what will be written where, and what to know before. */
export function ArchiveFacts({ preview, isTooSmall, disabled }: ArchiveFactsProps) {
  const { t } = useTranslation();
  const { amount, moment } = useFormats();
  const sizeOf = ({ files, bytes }: ArchivePreview['new']) =>
    files === 0 ? '–' : `${t('archives.files', { count: files })}, ${amount(bytes)}`;
  return (
    <>
      <dl className="numeric grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5">
        <Fact name={t('archives.import.from')}>
          <bdi>{preview.fileName}</bdi>
          <span className="text-ink-muted"> · {t('archives.import.made', { time: moment(preview.exportedAtMs) })}</span>
        </Fact>
        <Fact name={t('archives.import.new')}>{sizeOf(preview.new)}</Fact>
        <Fact name={t('archives.import.here')}>{sizeOf(preview.here)}</Fact>
        <Fact name={t('archives.import.missing')}>{sizeOf(preview.missing)}</Fact>
        <Fact name={t('archives.import.folder')}>
          <FolderChoice preview={preview} disabled={disabled} />
        </Fact>
      </dl>
      {isTooSmall ? <Note tone="warning">{t('archives.import.tooSmall')}</Note> : null}
      {preview.isCopy ? <Note tone="warning">{t('archives.import.copy')}</Note> : null}
      {preview.missing.files > 0 ? (
        <Note tone="warning" more={<MissingNames missing={preview.missing} />}>
          {t('archives.import.missingNote', { count: preview.missing.files })}
        </Note>
      ) : null}
      {preview.historySteps ? (
        <Note tone="info" more={<ArchiveHistory archiveId={preview.archiveId} />}>
          {t('archives.import.history', { count: preview.historySteps })}
        </Note>
      ) : null}
      <Note tone="info">{t('archives.import.undo')}</Note>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 truncate">{children}</dd>
    </>
  );
}

interface NoteProps {
  readonly tone: 'info' | 'warning';
  readonly children: string;
  readonly more?: ReactNode;
}
function Note({ tone, children, more }: NoteProps) {
  return (
    <div className="flex items-start gap-2">
      <Icon
        of={tone === 'info' ? Info : TriangleAlert}
        className={tone === 'info' ? 'mt-0.5 text-info' : 'mt-0.5 text-warning'}
      />
      <div className="min-w-0 grow">
        <p>{children}</p>
        {more}
      </div>
    </div>
  );
}

function MissingNames({ missing: { files, first } }: Pick<ArchivePreview, 'missing'>) {
  const { t } = useTranslation();
  return (
    <Disclosure words={t('archives.which')}>
      <ul aria-label={t('archives.import.missingList')} className="pt-1">
        {first.map((name, at) => (
          // Two files may share a name, and the list never changes
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} dir="auto" className="truncate">
            {name}
          </li>
        ))}
        {files > first.length ? <li>{t('archives.more', { count: files - first.length })}</li> : null}
      </ul>
    </Disclosure>
  );
}

function FolderChoice({ preview, disabled }: Pick<ArchiveFactsProps, 'preview' | 'disabled'>) {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const pick = useMutation(pickArchiveFolder);
  if (preview.new.files === 0) return t('archives.import.noFolderNeeded');
  return (
    <div className="flex items-center gap-3">
      {preview.folder === null ? (
        <span>{t('archives.import.noFolder')}</span>
      ) : (
        <>
          <span className="min-w-0" data-selectable>
            <TruncateMiddle text={preview.folder} />
          </span>
          {preview.freeBytes === null ? null : (
            <span className="shrink-0 text-ink-muted">
              {t('archives.import.free', { size: amount(preview.freeBytes) })}
            </span>
          )}
        </>
      )}
      <Button size="compact" onClick={() => pick.mutate(preview.archiveId)} busy={pick.isPending} disabled={disabled}>
        {t(preview.folder === null ? 'archives.import.chooseFolder' : 'archives.import.changeFolder')}
      </Button>
      <FailureNote error={pick.error} />
    </div>
  );
}
