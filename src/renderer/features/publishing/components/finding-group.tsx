import { CircleCheck, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Icon } from '../../../components/icon.tsx';
import { Section } from '../../../components/section.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { limitWords } from '../limit-words.ts';
import type { Finding } from '../queries.ts';
import { PlaceLinks } from './place-links.tsx';

type Group = 'blockers' | 'warnings' | 'met';
const marks: Record<Group, { readonly icon: LucideIcon; readonly ink: string }> = {
  blockers: { icon: CircleX, ink: 'text-danger' },
  warnings: { icon: TriangleAlert, ink: 'text-warning' },
  met: { icon: CircleCheck, ink: 'text-success' },
};

interface FindingGroupProps {
  readonly courseId: CourseId;
  readonly group: Group;
  readonly findings: readonly Finding[];
}

/** What is in the way, worth a look or done, in the order of the rules; nothing when there is none of it. */
export function FindingGroup({ courseId, group, findings }: FindingGroupProps) {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <Section title={t(`publishing.${group}`)}>
      <ul className="flex flex-col gap-3">
        {findings.map((finding) => (
          <FindingRow key={finding.check} courseId={courseId} group={group} finding={finding} />
        ))}
      </ul>
    </Section>
  );
}

interface FindingRowProps extends Omit<FindingGroupProps, 'findings'> {
  readonly finding: Finding;
}

function FindingRow({ courseId, group, finding }: FindingRowProps) {
  const { t } = useTranslation();
  const { icon, ink } = marks[group];
  const check = t(`publishing.check.${finding.check}`);
  const limits = limitWords(t, finding);
  return (
    <li className="flex items-start gap-2">
      <Icon of={icon} className={`mt-0.5 ${ink}`} />
      <div className="flex min-w-0 grow flex-col gap-0.5">
        <p>
          {check}
          {limits ? <span className="numeric text-ink-muted"> · {limits}</span> : null}
        </p>
        {finding.isMet ? null : <PlaceLinks courseId={courseId} check={check} places={finding.places} />}
      </div>
    </li>
  );
}
