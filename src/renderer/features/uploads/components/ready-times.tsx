import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, useMemo, type ReactNode } from 'react';
import type { UploadId } from '../../../../shared/domain/ids.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { liveUpload, uploadListQuery, uploadSummaryQuery } from '../queries.ts';
import { readyTimes } from '../ready-times.ts';
import { useReadyLook } from '../use-ready-look.ts';

interface Times {
  readonly nowMs: number;
  readonly inMs: ReadonlyMap<UploadId, number>;
}
const Context = createContext<Times | null>(null);

/** Works out for all rows in it when each upload is stored: once for all, since each depends on those before it. */
export function ReadyTimes({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const nowMs = useReadyLook();
  const times = useMemo(() => ({ nowMs, inMs: timesOf(client) }), [client, nowMs]);
  return <Context value={times}>{children}</Context>;
}

function timesOf(client: QueryClient): Times['inMs'] {
  const rows = client.getQueryData(uploadListQuery.queryKey);
  const summary = client.getQueryData(uploadSummaryQuery.queryKey);
  if (!rows || !summary || summary.active === 0) return new Map();
  return readyTimes(rows, (row) => liveUpload(client, row), summary);
}

/** "Ready at 18:40" of an upload that has not begun; nothing while nobody can tell. */
export function ReadyIn({ uploadId }: { readonly uploadId: UploadId }) {
  const { t } = useTranslation();
  const { until } = useFormats();
  const times = use(Context);
  const inMs = times?.inMs.get(uploadId);
  if (!times || inMs === undefined) return null;
  return (
    <span className="numeric text-11 whitespace-nowrap text-ink-muted">
      {t('uploads.readyAt', { time: until(times.nowMs + inMs, times.nowMs) })}
    </span>
  );
}
