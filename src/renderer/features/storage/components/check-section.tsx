import { useMutation } from '@tanstack/react-query';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { checkStorage } from '../mutations.ts';
import { CheckRow } from './check-row.tsx';

/** Looks at the bucket and the key, question by question. */
export function CheckSection() {
  const { t } = useTranslation();
  const { hour } = useFormats();
  const run = useMutation(checkStorage);
  const report = run.data;
  return (
    <Section
      title={t('storageCheck.title')}
      hint={t('storageCheck.hint')}
      aside={
        report ? <span className="numeric">{t('storageCheck.at', { time: hour(report.checkedAtMs) })}</span> : null
      }
    >
      <div role="status">
        {run.isPending ? <p>{t('storageCheck.running')}</p> : null}
        {report === null ? <p>{t('storageCheck.gone')}</p> : null}
        {report && !run.isPending ? (
          <ul aria-label={t('storageCheck.list')} className="flex flex-col" data-selectable>
            {report.checks.map((check) => (
              <CheckRow key={check.check} {...check} />
            ))}
          </ul>
        ) : null}
      </div>
      <FailureNote error={run.error} />
      <div className="flex gap-2">
        <Button busy={run.isPending} onClick={() => run.mutate()}>
          {t(report ? 'storageCheck.again' : 'storageCheck.run')}
        </Button>
        {report ? (
          <CopyButton text={detailsOf(report)} label={t('app.copyDetails')} done={t('app.detailsCopied')} />
        ) : null}
      </div>
    </Section>
  );
}

/** For support: codes and figures, no words and no key. */
const detailsOf = ({ checkedAtMs, checks }: NonNullable<Output<'storage.testBucket'>>): string =>
  [
    new Date(checkedAtMs).toISOString(),
    ...checks.map(({ check, state, findings }) => {
      const found = findings.map(({ code, data }) => `${code} ${JSON.stringify(data)}`);
      return [`${check}: ${state}`, ...found].join(' · ');
    }),
  ].join('\n');
