import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { lessonId, type CourseId } from '../../../../shared/domain/ids.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Finding } from '../queries.ts';

type Place = Finding['places'][number];
const SHOWN = 50;
const looks = 'truncate rounded-sm text-accent-text hover:underline';

interface PlaceLinksProps {
  readonly courseId: CourseId;
  /** What is to be put right there. */
  readonly check: string;
  readonly places: readonly Place[];
}

/** Where something is put right, each place one click away. */
export function PlaceLinks({ courseId, check, places }: PlaceLinksProps) {
  const { t } = useTranslation();
  const rest = places.length - SHOWN;
  return (
    <ul aria-label={t('publishing.places', { check })} className="flex flex-wrap gap-x-4 gap-y-0.5">
      {places.slice(0, SHOWN).map((place) => (
        <li key={keyOf(place)} className="flex max-w-full min-w-0">
          <PlaceLink courseId={courseId} check={check} place={place} />
        </li>
      ))}
      {rest > 0 ? <li className="text-ink-muted">{t('publishing.more', { count: rest })}</li> : null}
    </ul>
  );
}

function keyOf(place: Place): string {
  if ('id' in place) return place.id;
  return 'field' in place ? place.field : place.kind;
}

interface PlaceLinkProps extends Omit<PlaceLinksProps, 'places'> {
  readonly place: Place;
}

function PlaceLink({ courseId, check, place }: PlaceLinkProps): ReactNode {
  const { t } = useTranslation();
  const params = { courseId };
  switch (place.kind) {
    case 'field':
      return (
        <Link
          to="/course/$courseId/details"
          params={params}
          search={{ field: place.field }}
          aria-label={t('publishing.toFieldOf', { check })}
          className={looks}
        >
          {t('publishing.toField')}
        </Link>
      );
    case 'file':
      return (
        <Link to="/course/$courseId/details" params={params} search={{ field: place.field }} className={looks}>
          {t(`courseDetails.${place.field}.label`)}
        </Link>
      );
    case 'outline':
      return (
        <Link
          to="/course/$courseId"
          params={params}
          aria-label={t('publishing.toOutlineOf', { check })}
          className={looks}
        >
          {t('publishing.toOutline')}
        </Link>
      );
    case 'chapter':
    case 'lesson':
      return (
        <Link
          to="/course/$courseId"
          params={params}
          search={{ lesson: lessonId.parse(place.id) }}
          dir="auto"
          className={looks}
        >
          {place.title}
        </Link>
      );
  }
}
