import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isUnchanged } from '../../../../shared/domain/course-version.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Checklist } from '../queries.ts';
import { ChangesSince } from './changes-since.tsx';
import { DiscardDialog } from './discard-dialog.tsx';

interface PublishedProps {
  readonly courseId: CourseId;
  readonly courseTitle: string;
  readonly checklist: Checklist;
}

/** What is otherwise since the course was last published, with the way back, and all that was published. */
export function PublishedSection({ courseId, courseTitle, checklist }: PublishedProps) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const [isDiscarding, setDiscarding] = useState(false);
  const { sincePublished, published } = checklist;
  return (
    <>
      {sincePublished ? (
        <Section
          title={t('publishing.since.title', { time: clock(sincePublished.atMs, nowMs) })}
          aside={
            isUnchanged(sincePublished.changes) ? null : (
              <Button onClick={() => setDiscarding(true)}>{t('publishing.discard.open')}</Button>
            )
          }
        >
          <ChangesSince changes={sincePublished.changes} />
        </Section>
      ) : null}
      {published.length > 0 ? <History courseId={courseId} published={published} /> : null}
      {isDiscarding && sincePublished ? (
        <DiscardDialog
          courseId={courseId}
          courseTitle={courseTitle}
          since={sincePublished}
          onClose={() => setDiscarding(false)}
        />
      ) : null}
    </>
  );
}

function History({ courseId, published }: Pick<PublishedProps, 'courseId'> & Pick<Checklist, 'published'>) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <Section title={t('publishing.history.title')}>
      <ul className="numeric flex flex-col gap-1">
        {published.map(({ versionId, atMs }) => (
          <li key={versionId}>
            <Link
              to="/course/$courseId/versions"
              params={{ courseId }}
              search={{ version: versionId }}
              className="rounded-sm text-accent-text hover:underline"
            >
              {t('publishing.history.version', { time: moment(atMs) })}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
