import type { LessonDetail } from '../../../shared/domain/course.ts';

type Caption = LessonDetail['captions'][number];

/** For whom captions are: what `cc` and `hi` say besides is the same to students as SDH. */
function kindOf({ flags }: Pick<Caption, 'flags'>): string {
  const isSdh = flags.some((flag) => flag !== 'forced');
  return `${isSdh ? 'sdh' : ''} ${flags.includes('forced') ? 'forced' : ''}`;
}

/** The languages in which there are two captions of one kind. */
export function twinLanguages(captions: readonly Pick<Caption, 'language' | 'flags'>[]): string[] {
  const groups = Map.groupBy(captions, (caption) => `${caption.language} ${kindOf(caption)}`);
  const twins = [...groups.values()].filter((group) => group.length > 1);
  return [...new Set(twins.flatMap(([first]) => (first ? [first.language] : [])))];
}
