import type { LessonMedia, Outline } from '../../../../shared/domain/course.ts';
import type { MediaId } from '../../../../shared/domain/ids.ts';

/** Stands for no video: an empty value is none for a select box. */
const NO_PROMO = 'none';

interface PromoOption {
  /** Of a file of the library. */
  readonly value: MediaId | typeof NO_PROMO;
  readonly label: string;
}

export const isPromo = (value: PromoOption['value']): value is MediaId => value !== NO_PROMO;

/** What a promo can be chosen of: the one of now (`none`, when there is none), then the lessons' videos, each file once. */
export function promoOptions(
  outline: Outline | undefined,
  promo: LessonMedia | null,
  none: string,
): readonly [PromoOption, ...PromoOption[]] {
  const lessons = outline?.chapters.flatMap((chapter) => chapter.lessons) ?? [];
  const ofLessons = lessons.flatMap(({ kind, title, media }): PromoOption[] =>
    media && kind === 'video' ? [{ value: media.mediaId, label: title }] : [],
  );
  const byFile = new Map(ofLessons.toReversed().map((option) => [option.value, option]));
  const first: PromoOption = promo
    ? (byFile.get(promo.mediaId) ?? { value: promo.mediaId, label: promo.fileName })
    : { value: NO_PROMO, label: none };
  // Of two lessons with one file the first.
  return [first, ...ofLessons.filter((option) => option.value !== first.value && byFile.get(option.value) === option)];
}
