import type { CourseDetails, LessonMedia } from '../../../../shared/domain/course.ts';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { Picture } from '../../../components/picture.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Player } from '../components/player.tsx';
import { Prose } from './student-lesson.tsx';

interface StudentLandingProps {
  readonly details: CourseDetails;
  readonly coverVersionId: VersionId | null;
  readonly promo: LessonMedia | null;
}

/** What somebody reads who thinks of taking the course. */
export function StudentLanding({ details, coverVersionId, promo }: StudentLandingProps) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const cover = usePosterUrl(coverVersionId);
  const { subtitle, description, objectives, audience, requirements, category, level } = details;
  const facts = [category, t(`courseDetails.level.${level}`), language(details.language) ?? ''];
  return (
    <>
      {promo ? (
        <Player
          key={promo.versionId}
          title={t('courseDetails.promo.label')}
          media={promo}
          thumbnailId={coverVersionId}
          detail={undefined}
        />
      ) : (
        <Picture url={cover} className="w-full" />
      )}
      {subtitle ? (
        <p dir="auto" className="text-15 text-ink-muted">
          {subtitle}
        </p>
      ) : null}
      <p className="text-12 text-ink-muted">{facts.filter(Boolean).join(' · ')}</p>
      {description ? <Prose text={description} /> : null}
      {objectives.length > 0 ? (
        <section aria-label={t('student.objectives')} className="flex flex-col gap-1">
          <h3 className="font-semibold">{t('student.objectives')}</h3>
          <ul className="list-disc ps-5">
            {[...new Set(objectives)].map((objective) => (
              <li key={objective} dir="auto">
                {objective}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Words title={t('student.audience')} text={audience} />
      <Words title={t('student.requirements')} text={requirements} />
    </>
  );
}

function Words({ title, text }: { readonly title: string; readonly text: string }) {
  if (!text.trim()) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <Prose text={text} />
    </section>
  );
}
