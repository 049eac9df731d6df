import type { OutlineLesson } from '../../../../shared/domain/course.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { InspectorSection } from './inspector-section.tsx';

/** How the videos of several lessons stand; nothing when they have none. */
export function UploadsSection({ lessons }: { readonly lessons: readonly OutlineLesson[] }) {
  const { t } = useTranslation();
  const { ChapterState } = useCourseParts();
  const media = lessons.map((lesson) => lesson.media).filter((one) => one !== null);
  return media.length > 0 ? (
    <InspectorSection title={t('coursePage.inspect.upload')}>
      <ChapterState media={media} />
    </InspectorSection>
  ) : null;
}
