import { Link } from '@tanstack/react-router';
import { FileArchive, Import, SlidersHorizontal } from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { askForExport } from '../../../hooks/archive-ui.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useMediaQuery } from '../../../hooks/use-media-query.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { factsOf } from '../outline-rows.ts';
import { narrowWindow, useSelected } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { AddMenu } from './add-menu.tsx';
import { CourseMenu } from './course-menu.tsx';
import { InspectorToggle } from './inspector-toggle.tsx';
import { SelectionBar } from './selection-bar.tsx';

interface OutlineToolbarProps {
  readonly title: string;
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly onImport: () => void;
  readonly isImporting: boolean;
}

/** The course's name and its verbs; with several rows selected, theirs. */
export function OutlineToolbar(props: OutlineToolbarProps) {
  const selected = useSelected(props.outline);
  return selected.size > 1 ? <SelectionBar selected={selected} {...props} /> : <CourseBar {...props} />;
}

function CourseBar({ title, outline, verbs, onImport, isImporting }: OutlineToolbarProps) {
  const { t } = useTranslation();
  const { span } = useFormats();
  const { lessons, durationMs } = factsOf(outline.chapters);
  const isNarrow = useMediaQuery(narrowWindow);
  const facts = [
    t('unit.chapters', { count: outline.chapters.length }),
    t('unit.lessons', { count: lessons }),
    durationMs > 0 ? span(durationMs) : '',
  ];
  const hasChapters = outline.chapters.length > 0;
  const { ConflictMark, CourseReady } = useCourseParts();
  const about = (
    <div className="flex items-center gap-2">
      <ConflictMark table="courses" rowId={outline.courseId} column="title" />
      {lessons > 0 && !isNarrow ? facts.filter(Boolean).join(' · ') : null}
      {isNarrow ? null : <CourseReady courseId={outline.courseId} />}
    </div>
  );
  return (
    <Toolbar title={title} facts={about}>
      <DetailsLink courseId={outline.courseId} isNarrow={isNarrow} />
      <AddMenu outline={outline} verbs={verbs} isNarrow={isNarrow} />
      <CourseMenu courseId={outline.courseId} />
      <ExportButton courseId={outline.courseId} />
      {hasChapters ? (
        <Button look="primary" onClick={onImport} busy={isImporting}>
          <Icon of={Import} />
          {t('coursePage.import')}
        </Button>
      ) : null}
      {hasChapters ? <InspectorToggle isNarrow={isNarrow} /> : null}
    </Toolbar>
  );
}

function DetailsLink({ courseId, isNarrow }: { readonly courseId: CourseId; readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const words = t('coursePage.details');
  return (
    <Button asChild look="quiet" className={isNarrow ? 'px-2' : undefined}>
      <Link
        to="/course/$courseId/details"
        params={{ courseId }}
        aria-label={words}
        title={isNarrow ? words : undefined}
      >
        <Icon of={SlidersHorizontal} className="text-ink-muted" />
        {isNarrow ? null : words}
      </Link>
    </Button>
  );
}

function ExportButton({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  return (
    <IconButton
      icon={FileArchive}
      label={t('archives.export.verb')}
      shortcut={shortcuts.of('export')}
      onClick={() => askForExport(courseId)}
    />
  );
}
