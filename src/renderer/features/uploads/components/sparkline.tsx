import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { sparkline, withSample } from '../throughput.ts';
import { uploadSummaryQuery } from '../queries.ts';

const EVERY_MS = 1_000;
const SAMPLES = 60;
const size = { width: 72, height: 16 };

/** The speed of the last minute. Draws once a second, whatever the events do. */
export function Sparkline() {
  const { t } = useTranslation();
  const { speed } = useFormats();
  const samples = useSpeeds();
  const line = sparkline(samples, size);
  const fastest = Math.max(...samples, 0);
  return (
    <svg
      role="img"
      aria-label={t('uploads.speedHistory')}
      width={size.width}
      height={size.height + 2}
      viewBox={`0 -1 ${String(size.width)} ${String(size.height + 2)}`}
      className="shrink-0 overflow-visible text-accent-text rtl:-scale-x-100"
    >
      <title>{speed(fastest)}</title>
      <polygon
        points={`0,${String(size.height)} ${line} ${String(size.width)},${String(size.height)}`}
        fill="currentColor"
        opacity={0.14}
      />
      <polyline points={line} fill="none" stroke="currentColor" strokeWidth={1.25} strokeLinejoin="round" />
    </svg>
  );
}

function useSpeeds(): readonly number[] {
  const client = useQueryClient();
  const [samples, setSamples] = useState<readonly number[]>(() => Array<number>(SAMPLES).fill(0));
  useEffect(() => {
    const timer = setInterval(() => {
      const bytesPerSecond = client.getQueryData(uploadSummaryQuery.queryKey)?.bytesPerSecond ?? 0;
      setSamples((held) => withSample(held, bytesPerSecond, SAMPLES));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [client]);
  return samples;
}
