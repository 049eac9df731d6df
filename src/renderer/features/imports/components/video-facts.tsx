import type { LessonMedia } from '../../../../shared/domain/course.ts';
import type { PlannedLesson } from '../../../../shared/domain/import-plan.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface VideoFactsProps {
  readonly now: LessonMedia | null;
  /** Null until it is read. */
  readonly next: PlannedLesson | null;
}

/** What a lesson shows and what it would show: name, length and size of both. */
export function VideoFacts({ now, next }: VideoFactsProps) {
  const { t } = useTranslation();
  const { duration, bytes } = useFormats();
  const sides = [
    {
      name: t('imports.replace.now'),
      file: now?.fileName ?? t('imports.replace.nothing'),
      length: now ? duration(now.durationMs) : '',
      size: now ? bytes(now.bytes) : '',
    },
    {
      name: t('imports.replace.next'),
      file: next?.originalName ?? t('imports.reading'),
      length: next?.probed ? duration(next.durationMs) : t('imports.reading'),
      size: next ? bytes(next.bytes) : '',
    },
  ];
  const head = 'pb-1 text-11 font-medium text-ink-muted';
  return (
    <table className="w-full table-fixed text-13">
      <thead>
        <tr>
          <th scope="col" className="w-12">
            <span className="sr-only">{t('imports.replace.which')}</span>
          </th>
          <th scope="col" className={`${head} text-start`}>
            {t('imports.replace.file')}
          </th>
          <th scope="col" className={`${head} w-20 text-end`}>
            {t('imports.column.duration')}
          </th>
          <th scope="col" className={`${head} w-20 text-end`}>
            {t('imports.column.size')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sides.map(({ name, file, length, size }) => (
          <tr key={name}>
            <th scope="row" className="py-1 text-start font-medium">
              {name}
            </th>
            <td dir="auto" title={file} className="truncate py-1">
              {file}
            </td>
            <td className="numeric py-1 text-end">{length}</td>
            <td className="numeric py-1 text-end text-ink-muted">{size}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
