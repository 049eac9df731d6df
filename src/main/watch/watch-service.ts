import type { CourseId, FolderId } from '../../shared/domain/ids.ts';
import type { WatchStatus } from '../../shared/domain/watch.ts';
import { createFolderWatch, type FolderWatch } from './folder-watch.ts';
import type { WatchLibrary, WatchPorts, WatchStore } from './ports.ts';
import { emptyReconciled, type Reconciled } from './reconcile.ts';

/** A folder that is to be watched. */
export interface WatchedRow {
  readonly folderId: FolderId;
  readonly courseId: CourseId;
  readonly path: string;
  readonly rootId: string;
}
export interface WatchServiceDeps {
  readonly ports: WatchPorts;
  /** Every folder that is to be watched now. */
  readonly list: () => readonly WatchedRow[];
  readonly storeOf: (folderId: FolderId) => WatchStore;
  readonly libraryOf: (courseId: CourseId) => WatchLibrary;
  /** What is said of a folder of this course is different now. */
  readonly onChange: (courseId: CourseId) => void;
}

const notStarted: WatchStatus = {
  state: 'starting',
  code: '',
  counts: { added: 0, changed: 0, gone: 0, waiting: 0, unusable: 0 },
  isPartial: false,
  checkedAtMs: null,
};

/** All watched folders of a profile: each row has a watch while it is to be watched. */
export function createWatchService({ ports, list, storeOf, libraryOf, onChange }: WatchServiceDeps) {
  const watches = new Map<FolderId, { readonly row: WatchedRow; readonly watch: FolderWatch }>();
  const stopping = new Set<Promise<void>>();
  let isRunning = false;

  function begin(row: WatchedRow): void {
    const watch = createFolderWatch({
      root: row.path,
      rootId: row.rootId,
      ports,
      store: storeOf(row.folderId),
      library: libraryOf(row.courseId),
      onChange: () => onChange(row.courseId),
    });
    watches.set(row.folderId, { row, watch });
    watch.start();
  }
  function end(folderId: FolderId): void {
    const ended = watches.get(folderId)?.watch.stop();
    watches.delete(folderId);
    if (!ended) return;
    stopping.add(ended);
    void ended.finally(() => stopping.delete(ended));
  }
  /** Rows came, went or moved: folders, or courses that were deleted or brought back. */
  function refresh(): void {
    if (!isRunning) return;
    const rows = new Map(list().map((row) => [row.folderId, row]));
    for (const [folderId, { row }] of watches) if (rows.get(folderId)?.path !== row.path) end(folderId);
    for (const row of rows.values()) if (!watches.has(row.folderId)) begin(row);
  }
  const of = (folderId: FolderId): FolderWatch | undefined => watches.get(folderId)?.watch;

  return {
    refresh,
    start(): void {
      isRunning = true;
      refresh();
    },
    /** The folder was chosen again, perhaps under the same path: it is looked at as if for the first time. */
    restart(folderId: FolderId): void {
      end(folderId);
      refresh();
    },
    statusOf: (folderId: FolderId): WatchStatus => of(folderId)?.status() ?? notStarted,
    foundIn: (folderId: FolderId): Reconciled => of(folderId)?.found() ?? emptyReconciled,
    checkNow: async (folderId: FolderId): Promise<void> => of(folderId)?.checkNow(),
    /** False when the disk did not take it. */
    dismiss: (folderId: FolderId): boolean => of(folderId)?.dismiss() ?? true,
    /** Lessons of courses came, went or changed. */
    coursesChanged(courseIds: readonly CourseId[]): void {
      refresh();
      const changed = new Set(courseIds);
      for (const { row, watch } of watches.values()) if (changed.has(row.courseId)) watch.lessonsChanged();
    },
    /** The computer woke. */
    woke(): void {
      for (const { watch } of watches.values()) void watch.woke().catch(ports.report);
    },
    async stop(): Promise<void> {
      isRunning = false;
      for (const folderId of watches.keys()) end(folderId);
      await Promise.all(stopping);
    },
  };
}
export type WatchService = ReturnType<typeof createWatchService>;
