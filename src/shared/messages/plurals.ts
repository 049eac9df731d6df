export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** The catalogue with each `…_many` that it lacks taken from `…_other`. */
export function withMany(words: Catalogue): Catalogue {
  const entries = Object.entries(words).flatMap(([key, value]): [string, string | Catalogue][] => {
    if (typeof value !== 'string') return [[key, withMany(value)]];
    return key.endsWith('_other')
      ? [
          [key.replace(/other$/, 'many'), value],
          [key, value],
        ]
      : [[key, value]];
  });
  return Object.fromEntries(entries);
}
