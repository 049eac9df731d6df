import { useTranslation } from '../hooks/use-translation.ts';
import type { SnapshotDiff } from '../../shared/domain/course-version.ts';

type Kind = 'added' | 'removed' | 'moved' | 'renamed' | 'refiled' | 'edited';
const SHOWN = 100;

interface ChangeListProps {
  readonly changes: SnapshotDiff;
  /** What stands over each kind of change. */
  readonly words: Readonly<Record<Kind | 'course', string>>;
}

/** What is otherwise between two snapshots of a course, kind by kind; nothing of a kind that there is none of. */
export function ChangeList({ changes, words }: ChangeListProps) {
  const lines = useLines(changes);
  return (
    <>
      {lines
        .filter(({ items }) => items.length > 0)
        .map(({ kind, items }) => (
          <section key={kind} aria-label={words[kind]} className="flex flex-col gap-0.5">
            <h3 className="text-12 font-medium text-ink-muted">{words[kind]}</h3>
            <Lines items={items} />
          </section>
        ))}
      {changes.isCourseEdited ? <p>{words.course}</p> : null}
    </>
  );
}

interface Line {
  readonly id: string;
  readonly words: string;
}

function Lines({ items }: { readonly items: readonly Line[] }) {
  const { t } = useTranslation();
  const rest = items.length - SHOWN;
  return (
    <ul>
      {items.slice(0, SHOWN).map(({ id, words }) => (
        <li key={id} dir="auto" title={words} className="truncate">
          {words}
        </li>
      ))}
      {rest > 0 ? <li className="text-ink-muted">{t('versions.changes.more', { count: rest })}</li> : null}
    </ul>
  );
}

function useLines(changes: SnapshotDiff): readonly { readonly kind: Kind; readonly items: readonly Line[] }[] {
  const { t } = useTranslation();
  const placeIn = ({ chapter, at }: SnapshotDiff['moved'][number]['from'], kind: 'chapter' | 'lesson') =>
    kind === 'lesson' ? t('versions.changes.placeIn', { chapter, at }) : t('versions.changes.placeAt', { at });
  const plain = (list: SnapshotDiff['added']): Line[] => list.map(({ id, title }) => ({ id, words: title }));
  const file = (name: string) => name || t('versions.changes.noFile');
  return [
    { kind: 'added', items: plain(changes.added) },
    { kind: 'removed', items: plain(changes.removed) },
    {
      kind: 'moved',
      items: changes.moved.map(({ id, title, kind, from, to }) => ({
        id,
        words: t('versions.changes.place', { title, from: placeIn(from, kind), to: placeIn(to, kind) }),
      })),
    },
    {
      kind: 'renamed',
      items: changes.renamed.map(({ id, title, from }) => ({
        id,
        words: t('versions.changes.from', { title, from }),
      })),
    },
    {
      kind: 'refiled',
      items: changes.refiled.map(({ id, title, from, to }) => ({
        id,
        words: t('versions.changes.files', { title, from: file(from), to: file(to) }),
      })),
    },
    { kind: 'edited', items: plain(changes.edited) },
  ];
}
