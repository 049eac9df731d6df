import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId } from '../../../../shared/domain/ids.ts';
import { ContextMenu } from '../../../components/menu.tsx';
import { SelectionCount } from '../../../components/selection-count.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { askForExport } from '../../../hooks/archive-ui.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { pathsOf } from '../../../lib/ipc-client.ts';
import type { DropPlace, FilesPlace } from '../file-drops.ts';
import { useAttach } from '../files/use-attach.ts';
import { allOf, chapterOf, rowsOf } from '../outline-rows.ts';
import {
  createOutlineUi,
  isFolded,
  OutlineUiContext,
  showLesson,
  useOutlineStore,
  useOutlineUi,
  useSelected,
} from '../outline-ui.ts';
import { courseDetailsQuery, outlineQuery } from '../queries.ts';
import { UnsavedBar } from '../unsaved/unsaved-bar.tsx';
import { useAddCaptions } from '../use-add-captions.ts';
import { useOutlineVerbs } from '../use-outline-verbs.ts';
import { BulkEditDialog } from './bulk-edit-dialog.tsx';
import { CaptionsRefused } from './captions-refused.tsx';
import { CourseFailure } from './course-failure.tsx';
import { EditFailureNote } from './edit-failure-note.tsx';
import { EmptyCourse } from './empty-course.tsx';
import { FillDownDialog } from './fill-down-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { OutlineDropZone } from './outline-drop-zone.tsx';
import { OutlineToolbar } from './outline-toolbar.tsx';
import { OutlineTree } from './outline-tree.tsx';
import { useAddKeys } from './use-add-keys.ts';
import { useOutlineItems } from './use-outline-items.ts';
import { WithInspector } from './with-inspector.tsx';

interface CoursePageProps {
  readonly courseId: CourseId;
  /** A lesson to go to; `onJumped` is called when it has been shown. */
  readonly jumpTo: LessonId | undefined;
  readonly onJumped: () => void;
  /** Files from outside that are to be imported. */
  readonly onFiles: (files: FileList, place: FilesPlace) => void;
  /** Chooses files for that place. */
  readonly onChooseFiles: (place: FilesPlace) => void;
  readonly onImport: () => void;
  readonly onImportInto: (chapterId: ChapterId) => void;
  /** *Watch a folder…*, for the course or one of its chapters. */
  readonly onWatch: (chapterId: ChapterId | null) => void;
  readonly isImporting: boolean;
  /** Below the toolbar: how the look through what was dropped goes on. */
  readonly importState: ReactNode;
  /** Below that: what the watched folders offer. */
  readonly watchBars: ReactNode;
}

/** The outline of a course, the inspector at its side. Needs a `CoursePartsContext`. */
export function CoursePage(props: CoursePageProps) {
  return <PageOfOneCourse key={props.courseId} {...props} />;
}

function PageOfOneCourse(props: CoursePageProps) {
  const { t } = useTranslation();
  const [store] = useState(() => createOutlineUi(props.courseId));
  const query = useQuery(outlineQuery(props.courseId));
  useCommand('import', props.onImport);
  useCommand('export', () => askForExport(props.courseId));
  if (query.error) return <CourseFailure query={query} />;
  const outline = query.data;
  if (!outline) return <SkeletonRows rows={12} label={t('coursePage.loading')} />;
  return (
    <OutlineUiContext value={store}>
      <LoadedPage {...props} outline={outline} />
    </OutlineUiContext>
  );
}

function LoadedPage(props: CoursePageProps & { readonly outline: Outline }) {
  const { courseId, outline, onImport, onImportInto, isImporting } = props;
  const { data: details } = useQuery(courseDetailsQuery(courseId));
  const { verbs, spoken, failure, hideFailure } = useOutlineVerbs(courseId);
  const collapsed = useOutlineUi((ui) => ui.collapsed);
  const folds = useOutlineUi((ui) => isFolded(outline, ui));
  const rows = useMemo(() => rowsOf(outline, folds ? allOf(outline) : collapsed), [outline, folds, collapsed]);
  const adding = useAddCaptions();
  const items = useOutlineItems({
    outline,
    verbs,
    onImport,
    onChooseFiles: props.onChooseFiles,
    onWatch: props.onWatch,
  });
  useOffer(items);
  useAddKeys(verbs);
  useJump(props);
  const store = useOutlineStore();
  const { attach } = useAttach();
  const onFiles = (files: FileList, place: DropPlace) => {
    if (place.kind === 'captions') return adding.drop(place.lessonId, files);
    if (place.kind !== 'attach') return props.onFiles(files, place);
    showLesson(store, outline, place.lessonId);
    return attach(place.lessonId, { paths: pathsOf(files) });
  };
  const content =
    outline.chapters.length === 0 ? (
      <EmptyCourse onImport={onImport} isImporting={isImporting} />
    ) : (
      <ContextMenu items={items}>
        <div className="h-full">
          <OutlineTree courseId={courseId} outline={outline} rows={rows} verbs={verbs} onImportInto={onImportInto} />
        </div>
      </ContextMenu>
    );
  return (
    <OutlineDropZone outline={outline} rows={rows} onFiles={onFiles}>
      <OutlineSelectionCount outline={outline} />
      <OutlineToolbar
        title={details?.title ?? ''}
        outline={outline}
        verbs={verbs}
        onImport={onImport}
        isImporting={isImporting}
      />
      <UnsavedBar outline={outline} />
      {props.importState}
      {props.watchBars}
      <CaptionsRefused adding={adding} />
      {failure ? <EditFailureNote failure={failure} onHide={hideFailure} /> : null}
      <div className="min-h-0 grow">
        <WithInspector outline={outline} verbs={verbs}>
          {content}
        </WithInspector>
      </div>
      <FillDownDialog outline={outline} verbs={verbs} />
      <BulkEditDialog outline={outline} verbs={verbs} />
      <MoveDialog courseId={courseId} verbs={verbs} />
      <p role="status" aria-live="polite" className="sr-only">
        {spoken}
      </p>
    </OutlineDropZone>
  );
}

function OutlineSelectionCount({ outline }: { readonly outline: Outline }) {
  return <SelectionCount count={useSelected(outline).size} />;
}

/** Goes to the lesson that the address names, once: when it is there, since an outline from the cache may be older. */
function useJump({ outline, jumpTo, onJumped }: CoursePageProps & { readonly outline: Outline }): void {
  const store = useOutlineStore();
  const jump = useEffectEvent((lessonId: LessonId) => {
    showLesson(store, outline, lessonId);
    onJumped();
  });
  const isThere = jumpTo !== undefined && chapterOf(outline, jumpTo) !== null;
  useEffect(() => {
    if (jumpTo && isThere) jump(jumpTo);
  }, [jumpTo, isThere]);
}
