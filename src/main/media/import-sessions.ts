import type { ImportPlan, ImportSwitches, LeftOut } from '../../shared/domain/import-plan.ts';
import { filesOfPlan, quietReasons } from '../../shared/domain/import-plan.ts';
import type { CourseId, PlanId } from '../../shared/domain/ids.ts';
import type { GroupValues } from '../../shared/domain/merge.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { Redrop } from '../watch/redrop.ts';
import { buildImportPlan } from './import-plan.ts';
import type { MediaService } from './media-service.ts';
import type { HeldParts } from './plan-groups.ts';
import type { FileDetail } from './probe-result.ts';
import { markReplaced, type Offer, offeredPart, type Replaced } from './offered-files.ts';
import { type Compare, type Comparing, planRefresh, titlesOf, withTitlesOf } from './refresh-plan.ts';
import { identify } from './regular-file.ts';
import type { ScannedFile, ScanResult } from './scan-result.ts';

/** How often the windows hear that more files were looked into. */
const TELL_EVERY_MS = 150;
const INSPECTED: ReadonlySet<string> = new Set(['video', 'audio', 'caption']);
/** Nobody looks at more previews at once; the oldest gives way. */
const MAX_OPEN = 8;

interface Session {
  readonly planId: PlanId;
  /** All that was found. */
  readonly whole: ScanResult;
  /** The part of it that is offered. */
  scan: ScanResult;
  /** The media that files are new versions of, by file key. */
  replaced: ReadonlyMap<string, Replaced>;
  /** The course that it was dropped on; null: it becomes one. */
  readonly courseId: CourseId | null;
  /** Of a folder that its course is compared with. */
  comparing: Comparing | null;
  readonly files: ReadonlyMap<string, ScannedFile>;
  readonly details: Map<string, FileDetail>;
  readonly sha1s: Map<string, string>;
  readonly abort: AbortController;
  /** Resolves when every file was looked into and every possible duplicate hashed. */
  settled: Promise<void>;
  toldAtMs: number;
}
/** What a planned file is on this disk. `sha1` is known only where its size says that it may be a duplicate. */
export interface FileFacts {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
  readonly sha1: string | null;
  readonly probe: GroupValues | null;
}
export interface ImportSessionsDeps {
  readonly media: Pick<MediaService, 'scan' | 'inspectMany' | 'hash'>;
  readonly newId: () => string;
  readonly nowMs: () => number;
  /** Of the person, for the order of names. */
  readonly locale?: () => string;
  /** Cover, promo and description that a course has. */
  readonly heldBy: (courseId: CourseId) => HeldParts;
  /** The library already has a file of this size; makes sure that its own hash is known. */
  readonly prepareTwins: (bytes: number, signal: AbortSignal) => Promise<boolean>;
  readonly compare: Compare;
  readonly onProbed: (planId: PlanId, done: number, total: number) => void;
  readonly report: (error: unknown) => void;
}

/** What a look into a media file tells, as its version keeps it; null for anything else. */
export function probeValues(detail: FileDetail | undefined): GroupValues | null {
  if (detail?.kind !== 'media') return null;
  const { durationMs, width, height, container, videoCodec, audioCodec } = detail.probe;
  return { duration_ms: durationMs, width, height, container, video_codec: videoCodec, audio_codec: audioCodec };
}

/**
 * Open previews. A scan stands at once; durations and the hashes of possible duplicates fill in behind. Everything
 * is in memory only: nothing is written before *Import*.
 */
export function createImportSessions(deps: ImportSessionsDeps) {
  const open = new Map<PlanId, Session>();

  function tell(session: Session, isLast: boolean): void {
    if (!isLast && deps.nowMs() - session.toldAtMs < TELL_EVERY_MS) return;
    session.toldAtMs = deps.nowMs();
    const toInspect = session.scan.files.filter(({ kind }) => INSPECTED.has(kind)).length;
    deps.onProbed(session.planId, session.details.size, toInspect);
  }

  async function lookInto(session: Session): Promise<void> {
    const { signal } = session.abort;
    const { files } = session.scan;
    const onDetail = (key: string, detail: FileDetail): void => {
      session.details.set(key, detail);
      tell(session, false);
    };
    await deps.media.inspectMany(files, onDetail, signal);
    tell(session, true);
    await hashTwins(session, files, signal);
  }

  /** Only files of equal size can be equal, so only those are read as a whole. */
  async function hashTwins(session: Session, files: readonly ScannedFile[], signal: AbortSignal): Promise<void> {
    for (const [bytes, same] of Map.groupBy(files, (file) => file.bytes)) {
      if (!(await deps.prepareTwins(bytes, signal)) && same.length === 1) continue;
      for (const file of same) {
        const hashed = await deps.media.hash(file.path, { signal });
        if (hashed.success) session.sha1s.set(file.key, hashed.data.sha1);
      }
    }
  }

  /** Compares a folder with its course, if it is one of it. What differs is offered when all is known. */
  function againstCourse(session: Session, root: string, courseId: CourseId): (() => Promise<void>) | null {
    const { whole, abort } = session;
    const onRead = (doneBytes: number, totalBytes: number): void => {
      session.comparing = { courseId, doneBytes, totalBytes, found: null };
      tell(session, false);
    };
    const compare = deps.compare({ courseId, root, scan: whole, signal: abort.signal, onRead });
    if (!compare) return null;
    session.comparing = { courseId, doneBytes: 0, totalBytes: 0, found: null };
    session.scan = { ...whole, files: [], leftOut: [] };
    return async () => {
      const found = await compare();
      abort.signal.throwIfAborted();
      const offer = offerOf(found);
      const leftOut = [...whole.leftOut, ...unreadIn(found)].filter(({ reason }) => !quietReasons.has(reason));
      session.scan = { ...offeredPart(whole, offer), leftOut };
      session.replaced = replacedIn(session.scan, offer);
      session.comparing = { courseId, doneBytes: 0, totalBytes: 0, found };
      tell(session, true);
    };
  }

  function start(session: Session, compare: (() => Promise<void>) | null): void {
    const { planId, abort } = session;
    const work = async (): Promise<void> => {
      await compare?.();
      await lookInto(session);
    };
    session.settled = work().catch((error: unknown) => {
      if (abort.signal.aborted) return;
      // What differs will never be known: the preview is over, and its window is to see that
      if (session.comparing?.found === null) {
        close(planId);
        deps.onProbed(planId, 0, 0);
      }
      deps.report(error);
    });
    open.set(planId, session);
    const [oldest] = open.keys();
    if (open.size > MAX_OPEN && oldest) close(oldest);
  }

  function planOf({ planId, details, courseId }: Session, scan: ScanResult, switches: ImportSwitches): ImportPlan {
    const locale = deps.locale === undefined ? {} : { locale: deps.locale() };
    const held = courseId && deps.heldBy(courseId);
    return buildImportPlan({ planId, scan, switches, details, held, ...locale });
  }

  function close(planId: PlanId): void {
    open.get(planId)?.abort.abort();
    open.delete(planId);
  }

  return {
    close,
    /** Looks through what was dropped; of a watched folder only at what it offers, of a course's own at what differs. */
    async open(
      paths: readonly string[],
      { offer, courseId }: { readonly offer?: Offer; readonly courseId?: CourseId | undefined } = {},
    ): Promise<Result<{ planId: PlanId; isRefresh: boolean }, 'NOTHING_FOUND' | 'UNREADABLE' | 'CANCELLED'>> {
      const abort = new AbortController();
      const scanned = await deps.media.scan(paths, abort.signal);
      if (!scanned.success) return err('UNREADABLE', scanned.error.message);
      const whole = scanned.data;
      const scan = offer ? offeredPart(whole, offer) : whole;
      if (scan.files.length === 0) return nothingIn(whole);
      const session = newSession(deps.newId() as PlanId, courseId ?? null, { whole, scan }, abort);
      session.replaced = replacedIn(scan, offer);
      const [root] = paths;
      const isFolder = whole.root.kind === 'folder' && root !== undefined;
      const compare = courseId && isFolder ? againstCourse(session, root, courseId) : null;
      start(session, compare);
      return ok({ planId: session.planId, isRefresh: compare !== null });
    },
    plan(planId: PlanId, switches: ImportSwitches): ImportPlan | null {
      const session = open.get(planId);
      if (!session) return null;
      const { whole, scan, replaced, comparing } = session;
      const plan = markReplaced(planOf(session, scan, switches), replaced);
      if (!comparing) return plan;
      const titles = titlesOf(planOf(session, whole, switches));
      const byPath = new Map(whole.files.map(({ key, path }) => [path, titles.get(key) ?? '']));
      return { ...withTitlesOf(plan, titles), refresh: planRefresh(comparing, byPath) };
    },
    /** What the folder of a preview is to its course; null when it is no such folder, or not compared yet. */
    comparedWith: (planId: PlanId): Redrop | null => open.get(planId)?.comparing?.found ?? null,
    /** Waits until all is known that importing needs. False when there is no such preview. */
    async settle(planId: PlanId): Promise<boolean> {
      await open.get(planId)?.settled;
      return open.has(planId);
    },
    factsOf(planId: PlanId, fileKey: string): FileFacts {
      const session = open.get(planId);
      const file = session?.files.get(fileKey);
      if (!session || !file) throw new Error(`no file ${fileKey} in import ${planId}`);
      const { path, bytes, mtimeMs, inode } = file;
      const sha1 = session.sha1s.get(fileKey) ?? null;
      return { path, bytes, mtimeMs, inode, sha1, probe: probeValues(session.details.get(fileKey)) };
    },
    /** The media that a planned file is a new version of; null when it is a file of its own. */
    replacedBy: (planId: PlanId, fileKey: string): string | null =>
      open.get(planId)?.replaced.get(fileKey)?.mediaId ?? null,
    /** The first planned file that is not there any more (a drive was unplugged since the scan), or null. */
    async findMissing(planId: PlanId, plan: ImportPlan): Promise<string | null> {
      const files = open.get(planId)?.files;
      for (const { fileKey } of filesOfPlan(plan)) {
        const path = files?.get(fileKey)?.path ?? fileKey;
        if (!(await identify(path)).ok) return path;
      }
      return null;
    },
    /** Whether a file of the library is still where it was. */
    isThere: async (path: string): Promise<boolean> => (await identify(path)).ok,
    stop(): void {
      for (const planId of open.keys()) close(planId);
    },
  };
}
export type ImportSessions = ReturnType<typeof createImportSessions>;

function newSession(
  planId: PlanId,
  courseId: CourseId | null,
  { whole, scan }: Pick<Session, 'whole' | 'scan'>,
  abort: AbortController,
): Session {
  const files = new Map(whole.files.map((file) => [file.key, file]));
  const learnt = { details: new Map(), sha1s: new Map(), toldAtMs: 0 };
  const settled = Promise.resolve();
  return { planId, courseId, whole, scan, replaced: new Map(), comparing: null, files, abort, settled, ...learnt };
}

const offerOf = ({ proposals }: Redrop): Offer => ({
  paths: new Set(proposals.map(({ file }) => file.path)),
  replaces: new Map(proposals.flatMap(({ file, replaces }) => (replaces ? [[file.path, replaces] as const] : []))),
});

const unreadIn = ({ unread }: Redrop): LeftOut[] =>
  unread.map(({ relative }) => ({ path: relative, reason: 'UNREADABLE' }));

function replacedIn({ files }: ScanResult, offer: Offer | undefined): Session['replaced'] {
  return new Map(
    files.flatMap(({ key, path }) => {
      const before = offer?.replaces.get(path);
      return before ? [[key, before] as const] : [];
    }),
  );
}

function nothingIn({ leftOut }: ScanResult): Result<never, 'NOTHING_FOUND' | 'UNREADABLE'> {
  const unreadable = leftOut.find(({ reason }) => reason === 'UNREADABLE' || reason === 'MISSING');
  return unreadable
    ? err('UNREADABLE', 'nothing could be read', { path: unreadable.path })
    : err('NOTHING_FOUND', 'no video, audio or document in it', { leftOut: leftOut.length });
}
