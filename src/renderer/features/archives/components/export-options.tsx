import { TriangleAlert } from 'lucide-react';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Switch } from '../../../components/switch.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';

type Contents = Output<'archive.getContents'>;
export interface ExportOptions {
  readonly withMedia: boolean;
  readonly withHistory: boolean;
}
interface ExportOptionsFieldsProps {
  readonly contents: Contents;
  readonly options: ExportOptions;
  readonly disabled: boolean;
  readonly onChange: (options: ExportOptions) => void;
}

/** What goes into the archive of a course, how large it gets, and what cannot go in. */
export function ExportOptionsFields({ contents, options, disabled, onChange }: ExportOptionsFieldsProps) {
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
      {options.withMedia && missing.files > 0 ? <MissingNote missing={missing} /> : null}
    </>
  );
}

function MissingNote({ missing: { files, first } }: Pick<Contents, 'missing'>) {
  const { t } = useTranslation();
  return (
    <div className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2">
      <Icon of={TriangleAlert} className="mt-0.5 text-warning" />
      <div className="flex min-w-0 grow flex-col gap-1">
        <p className="font-medium">{t('archives.export.missing', { count: files })}</p>
        <p className="text-ink-muted">{t('archives.export.missingHint')}</p>
        <Disclosure words={t('archives.which')}>
          <ul aria-label={t('archives.export.missingList')} className="pt-1">
            {first.map(({ fileName, isStored }, at) => (
              // Two files may share a name, and the list never changes
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at} className="flex gap-3">
                <bdi className="min-w-0 grow truncate">{fileName}</bdi>
                <span className="shrink-0 text-ink-muted">
                  {t(isStored ? 'archives.export.cloudOnly' : 'archives.export.nowhere')}
                </span>
              </li>
            ))}
            {files > first.length ? <li>{t('archives.more', { count: files - first.length })}</li> : null}
          </ul>
        </Disclosure>
      </div>
    </div>
  );
}
