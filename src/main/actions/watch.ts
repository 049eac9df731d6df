import type { CourseId, FolderId } from '../../shared/domain/ids.ts';
import type { WatchedFolder } from '../../shared/domain/watch.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { LessonFiles } from '../db/tables/lesson-files.ts';
import type { FolderRow, WatchedFolderTable } from '../db/tables/watched-folders.ts';
import type { Handlers } from '../ipc/router.ts';
import type { ImportSessions } from '../media/import-sessions.ts';
import type { WatchService } from '../watch/watch-service.ts';
import { type EditContext, liveRow, notFound } from './context.ts';

type WatchHandlers = Pick<Handlers, Extract<keyof Handlers, `watch.${string}`>>;

export interface WatchDeps extends Pick<EditContext, 'mutator' | 'newId' | 'nowMs'> {
  readonly folders: WatchedFolderTable;
  readonly watch: WatchService;
  readonly lessonFiles: Pick<LessonFiles, 'titleOf'>;
  readonly sessions: Pick<ImportSessions, 'open'>;
  /** The system's folder picker over the window that asks; null when it was closed. */
  readonly pickFolder: (windowId: number) => Promise<string | null>;
  readonly nameOf: (path: string) => string;
  /** Folders came, went or moved. */
  readonly onChange: (courseId: CourseId) => void;
}

/** Names that are shown; the rest is a number. */
const SHOWN = 3;

export function createWatchActions(deps: WatchDeps): WatchHandlers {
  const { folders, watch, mutator } = deps;

  function viewOf({ folderId, courseId, chapterId, path }: FolderRow): WatchedFolder {
    const { proposals, gone } = watch.foundIn(folderId);
    return {
      ...watch.statusOf(folderId),
      folderId,
      courseId,
      chapterId,
      path: path.toWellFormed(),
      name: deps.nameOf(path).toWellFormed(),
      chapterTitle: chapterId && deps.lessonFiles.titleOf(chapterId),
      names: proposals.slice(0, SHOWN).map(({ file }) => file.relative),
      goneTitles: gone.slice(0, SHOWN).map(({ lessonTitle }) => lessonTitle),
    };
  }
  function changed(courseId: CourseId): void {
    watch.refresh();
    deps.onChange(courseId);
  }
  const withFolder = <T>(folderId: FolderId, work: (row: FolderRow) => T) => {
    const row = folders.get(folderId);
    return row ? work(row) : notFound('watched folder');
  };
  /** A folder that the person chose; an error when it is watched for this course already. */
  async function choose(
    windowId: number,
    courseId: CourseId,
    own: FolderId | null,
  ): Promise<Result<string | null, 'ALREADY_WATCHED'>> {
    const path = await deps.pickFolder(windowId);
    if (path === null || !folders.isTaken(courseId, path, own)) return ok(path);
    return err('ALREADY_WATCHED', 'this folder is watched for this course already', { name: deps.nameOf(path) });
  }

  return {
    'watch.list': ({ courseId }) =>
      ok(
        folders
          .list()
          .filter((row) => row.courseId === courseId)
          .map(viewOf),
      ),
    async 'watch.pickFolder'({ courseId, chapterId }, { windowId }) {
      if (!liveRow(mutator, 'courses', courseId)) return notFound('course');
      if (chapterId && !liveRow(mutator, 'chapters', chapterId)) return notFound('chapter');
      const chosen = await choose(windowId, courseId, null);
      if (!chosen.success || chosen.data === null) return chosen.success ? ok(null) : chosen;
      const folderId = deps.newId() as FolderId;
      folders.add({ folderId, courseId, chapterId, path: chosen.data, atMs: deps.nowMs() });
      changed(courseId);
      return ok({ folderId });
    },
    'watch.moveFolder': ({ folderId }, { windowId }) =>
      withFolder(folderId, async ({ courseId }) => {
        const chosen = await choose(windowId, courseId, folderId);
        if (!chosen.success || chosen.data === null) return chosen.success ? ok(null) : chosen;
        folders.moveTo(folderId, chosen.data);
        watch.restart(folderId);
        changed(courseId);
        return ok({ folderId });
      }),
    'watch.forget': ({ folderId }) =>
      withFolder(folderId, ({ courseId }) => {
        folders.remove(folderId);
        changed(courseId);
        return ok({});
      }),
    'watch.scan': ({ folderId }) =>
      withFolder(folderId, async () => {
        await watch.checkNow(folderId);
        return ok({});
      }),
    'watch.dismiss': ({ folderId }) =>
      withFolder(folderId, () => (watch.dismiss(folderId) ? ok({}) : err('DISK_FULL', 'the disk took no write'))),
    'watch.openOffer': ({ folderId }) =>
      withFolder(folderId, async ({ path }) => {
        const { proposals } = watch.foundIn(folderId);
        const replaces = proposals.flatMap(({ file, replaces: before }) =>
          before ? [[file.path, before] as const] : [],
        );
        const paths = new Set(proposals.map(({ file }) => file.path));
        const opened = await deps.sessions.open([path], { offer: { paths, replaces: new Map(replaces) } });
        if (opened.success) return ok({ planId: opened.data.planId });
        if (opened.error.code === 'UNREADABLE') return err('UNREADABLE', opened.error.message, opened.error.data);
        void watch.checkNow(folderId);
        return err('OFFER_GONE', 'nothing of what was offered is there');
      }),
  };
}
