import { useQuery } from '@tanstack/react-query';
import { uploadSummaryQuery } from '../queries.ts';

/** The line at the bottom that tells of the uploads, only while there is something to tell. */
export function UploadDock() {
  const { data: summary } = useQuery(uploadSummaryQuery);
  if (!summary || summary.total === 0) return null;
  return <section className="h-9 shrink-0 border-t border-line" />;
}
