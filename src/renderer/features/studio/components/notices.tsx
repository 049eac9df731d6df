import { useMutation, useQuery } from '@tanstack/react-query';
import { Info, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { KeptNoticeCode } from '../../../../shared/domain/notice.ts';
import { keptCode, rightsWords, type Notice } from '../kept-notices.ts';
import { dismissNotice } from '../mutations.ts';
import { infoQuery } from '../queries.ts';

/** What the user must know for as long as it holds, or until they have read it, above everything else. */
export function Notices() {
  const { data } = useQuery(infoQuery);
  return data?.notices.map((notice) => {
    const code = keptCode(notice);
    return code ? <KeptNote key={code} code={code} notice={notice} /> : <Warning key={notice.code} notice={notice} />;
  });
}

function Warning({ notice: { code, detail, atMs = 0, count = 0 } }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <div role="alert" className="flex items-start gap-2 border-b border-line bg-warning-soft px-4 py-1.5">
      <Icon of={TriangleAlert} className="mt-0.5 text-warning" />
      <p data-selectable>
        <span className="font-medium">{t(`notice.${code}.title`, { time: moment(atMs) })}</span>{' '}
        {t(`notice.${code}.hint`, { detail })}
        {count > 0 ? ` ${t('status.rescued', { count })}` : null}
      </p>
    </div>
  );
}

/** Quieter: it is over, or nothing can be done about it here. It goes when somebody has read it. */
function KeptNote({ code, notice }: { readonly code: KeptNoticeCode; readonly notice: Notice }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const titleId = useId();
  // The button goes with what it dismisses; the keyboard is not to fall out of the window.
  const dismiss = useMutation({
    ...dismissNotice,
    onSuccess: () => document.querySelector<HTMLElement>('main')?.focus(),
  });
  const detail = code === 'ROLE_CHANGED' ? t(`rightsOf.${rightsWords(notice.detail)}`) : notice.detail;
  return (
    <section aria-labelledby={titleId} className="border-b border-line bg-info-soft px-4 py-1.5">
      <div className="flex items-start gap-2">
        <Icon of={Info} className="mt-0.5 text-info" />
        <p role="status" data-selectable className="min-w-0 grow">
          <span id={titleId} className="font-medium">
            {t(`notice.${code}.title`)}
          </span>{' '}
          {t(`notice.${code}.hint`, { detail })}{' '}
          <span className="numeric whitespace-nowrap text-ink-muted">{moment(notice.atMs ?? 0)}</span>
        </p>
        <Button
          size="compact"
          aria-describedby={titleId}
          busy={dismiss.isPending}
          onClick={() => dismiss.mutate({ code })}
        >
          {t('app.dismiss')}
        </Button>
      </div>
      <FailureNote error={dismiss.error} />
    </section>
  );
}
