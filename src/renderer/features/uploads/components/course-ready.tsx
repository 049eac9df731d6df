import { useQueryClient } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { uploadListQuery, uploadSummaryQuery } from '../queries.ts';
import { courseReadyIn } from '../ready-times.ts';
import { useLiveLook } from '../use-live-look.ts';
import { useReadyLook } from '../use-ready-look.ts';

/** "Ready at 18:40": when everything of a course, or (null) of the whole queue, is stored. Nothing while nobody can tell. */
export function ReadyAt({ courseId }: { readonly courseId: CourseId | null }) {
  const { t } = useTranslation();
  const { until } = useFormats();
  const client = useQueryClient();
  const look = useLiveLook();
  const nowMs = useReadyLook();
  const rows = client.getQueryData(uploadListQuery.queryKey);
  const summary = client.getQueryData(uploadSummaryQuery.queryKey);
  if (!rows || !summary || summary.active === 0) return null;
  const inMs = courseId === null ? summary.etaMs : courseReadyIn(rows, look, summary, courseId);
  if (inMs === null) return null;
  return <span className="numeric">{t('uploads.readyAt', { time: until(nowMs + inMs, nowMs) })}</span>;
}

/** The same for the page of a course. */
export function CourseReady({ courseId }: { readonly courseId: CourseId }) {
  return <ReadyAt courseId={courseId} />;
}
