/** Points of an SVG polyline for a history of speeds, newest at the end, scaled to the highest of them. */
export function sparkline(
  samples: readonly number[],
  size: { readonly width: number; readonly height: number },
): string {
  const highest = Math.max(1, ...samples);
  const step = samples.length > 1 ? size.width / (samples.length - 1) : 0;
  const round = (value: number) => Math.round(value * 10) / 10;
  return samples
    .map((value, index) => `${String(round(index * step))},${String(round(size.height * (1 - value / highest)))}`)
    .join(' ');
}

/** The history with one more sample; the oldest leave when there are more than `limit`. */
export function withSample(samples: readonly number[], value: number, limit: number): readonly number[] {
  return [...samples, value].slice(-limit);
}
