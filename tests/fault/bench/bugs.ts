import type { Story } from './story.ts';
import { hashFirstMaxBytes, partBytes } from './protocol.ts';
import { longRetryAfter } from './story-rules.ts';

interface Edit {
  /** From `src/main/uploads/` on. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}
/** A mistake that can be made, put into the code of the process that uploads: the bench has to find it. */
export interface PlantedBug {
  readonly name: string;
  /** What must happen in a story for it to show: the name of a deed or a fault. */
  readonly only?: string;
  /** The shortest story in which it shows; absent: it shows by standing still, which takes long to be seen. */
  readonly story?: Omit<Story, 'seed'>;
  readonly edits: readonly Edit[];
}
const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });

const file = { isFilm: false, sameAs: null, formerly: null, comes: 'at-once' } as const;
const inParts = { ...file, bytes: 5 * partBytes + 1 };
const plain = {
  files: [inParts],
  rules: [],
  link: {},
  hashFirstMaxBytes: hashFirstMaxBytes.all,
  indexFirst: false,
  isReadBack: null,
  events: [],
} as const;
const inLibrary = { ...plain, isLibrary: true } as const;
const afterOnePart = { operation: 'b2_upload_part', state: 'stored', count: 1, patienceMs: 10_000 } as const;
const oneStored = { operation: 'any', state: 'stored', count: 1 } as const;
/** No more comes once all of it is ready. */
const allStored = { operation: 'any', state: 'stored', count: 99, patienceMs: 10_000 } as const;
const atOnce = { operation: 'any', state: 'seen', count: 0 } as const;

export const bugs: readonly PlantedBug[] = [
  {
    name: 'what a lost start left behind is neither found nor cancelled',
    story: { ...plain, rules: [{ operations: ['b2_start_large_file'], fault: 'cut-after-storing', times: 1 }] },
    only: 'b2_start_large_file',
    edits: [
      edit('large-file.ts', 'const left = doubt.mayExist ?', 'const left = doubt.mayExist && false ?'),
      edit('large-file.ts', 'file.value.isDoubtful ? await', 'file.value.isDoubtful && false ? await'),
    ],
  },
  {
    name: 'a finish is believed without an answer',
    story: { ...plain, rules: [{ operations: ['b2_finish_large_file'], fault: '503-at-once', times: 1 }] },
    only: 'b2_finish_large_file',
    edits: [edit('large-file.ts', 'return finished.ok ? done(undefined) : finished;', 'return done(undefined);')],
  },
  {
    name: 'the file is not looked at before finish',
    story: { ...plain, events: [{ when: atOnce, deed: { do: 'edit-at-last-part', file: 0 } }] },
    only: 'edit-at-last-part',
    edits: [edit('large-file.ts', 'const same = await checkSource(run);', 'const same = done(undefined);')],
  },
  {
    name: 'progress falls when a part is sent again',
    story: {
      ...plain,
      link: { bytesPerSecondTotal: 160_000 },
      rules: [{ operations: ['b2_upload_part'], fault: '503-after-body', times: 6 }],
    },
    only: '503-after-body',
    edits: [
      edit('session.ts', 'return shown > bytesDone ?', 'return shown !== bytesDone ?'),
      edit('service-state.ts', 'bytesDone: Math.max(view.record.bytesDone, bytesDone),', 'bytesDone,'),
    ],
  },
  {
    name: 'a cancelled upload is not removed from the server',
    story: {
      ...plain,
      link: { bytesPerSecondTotal: 400_000 },
      events: [{ when: afterOnePart, deed: { do: 'cancel', file: 0 } }],
    },
    only: 'cancel',
    edits: [edit('session.ts', '{ needsCleanup: session.record.objectName !== null }', '{ needsCleanup: false }')],
  },
  {
    name: 'what may be stored already is sent again',
    story: {
      ...plain,
      files: [{ ...file, bytes: 20_000 }],
      rules: [{ operations: ['b2_upload_file'], fault: '500-after-storing', times: 1 }],
    },
    only: '500-after-storing',
    edits: [edit('small-file.ts', 'mayBeStored = wasInDoubt = true;', '')],
  },
  {
    name: 'the journal says saved before it is',
    story: { ...plain, events: [{ when: atOnce, deed: { do: 'kill-at-answer', operation: 'b2_upload_part' } }] },
    only: 'kill-at-statement',
    edits: [
      edit('journal-writer.ts', 'lingerMs = 200', 'lingerMs = 60_000'),
      edit(
        'journal-writer.ts',
        'return wait();\n    },\n    /** Resolves when everything',
        'start();\n      return Promise.resolve(true);\n    },\n    /** Resolves when everything',
      ),
    ],
  },
  {
    name: 'an object is not compared when it is read back',
    story: {
      ...plain,
      rules: [{ operations: ['b2_upload_part'], fault: 'damage-stored', times: 1 }],
      isReadBack: 'all',
    },
    only: 'damage-stored',
    edits: [edit('read-back.ts', 'if (there.value !== wanted)', 'if (there.value === null)')],
  },
  {
    name: 'a file that is sent again is a link to what was found to be gone',
    story: {
      ...plain,
      events: [
        { when: oneStored, deed: { do: 'lose-object', file: 0 } },
        { when: atOnce, deed: { do: 'send-again', file: 0 } },
      ],
    },
    only: 'send-again',
    edits: [
      edit('../db/tables/stored-verdicts.ts', "IN ('gone', 'altered') THEN", "IN ('altered') THEN"),
      edit('find-twin.ts', "return kind === 'not-found' || kind", 'return kind'),
    ],
  },
  {
    name: 'parts are copied without a look at them',
    story: {
      ...plain,
      files: [inParts, { ...inParts, formerly: 0, comes: 'after' }],
      events: [{ when: oneStored, deed: { do: 'enqueue-after', file: 1 } }],
    },
    only: 'enqueue-after',
    edits: [
      edit('part-copy.ts', 'different = isTwin || sha1 === twin?.sha1 ? 0 : different + 1;', 'different = 0;'),
      edit(
        'part-copy.ts',
        'made.value.sha1 === sha1 ? { partNumber, bytes, sha1, copied: true } : null',
        '{ partNumber, bytes, sha1: made.value.sha1, copied: true }',
      ),
    ],
  },
  {
    name: 'no part is copied',
    story: {
      ...plain,
      files: [inParts, { ...inParts, formerly: 0, comes: 'after' }],
      events: [{ when: oneStored, deed: { do: 'enqueue-after', file: 1 } }],
    },
    only: 'enqueue-after',
    edits: [edit('part-copy.ts', 'let mayCopy = former !== null;', 'let mayCopy = false;')],
  },
  {
    name: 'what is stored already is sent',
    story: {
      ...plain,
      files: [inParts, { ...inParts, sameAs: 0, comes: 'after' }],
      events: [{ when: oneStored, deed: { do: 'enqueue-after', file: 1 } }],
    },
    only: 'enqueue-after',
    edits: [edit('find-twin.ts', 'if (!known) return done(null);', 'return done(null);')],
  },
  {
    name: 'what was purged is deleted, though that was taken back',
    story: {
      ...inLibrary,
      events: [
        // Until it is noted as stored.
        { when: allStored, deed: { do: 'quit' } },
        { when: atOnce, deed: { do: 'purge', file: 0 } },
        { when: atOnce, deed: { do: 'take-back', file: 0 } },
      ],
    },
    only: 'take-back',
    edits: [
      edit('../lib/jobs/delete-version.ts', "if (stands === 'used') return keep(version, signal);", ''),
      edit('../lib/jobs/delete-version.ts', "if (known !== 'unused') return known;", ''),
    ],
  },
  {
    name: 'what is purged is said to be deleted, and is not',
    story: { ...inLibrary, events: [{ when: oneStored, deed: { do: 'purge', file: 0 } }] },
    only: 'purge',
    edits: [
      edit(
        '../lib/jobs/delete-version.ts',
        'const deleted = await deps.deleteFileVersion(fileId, objectName, signal);',
        'const deleted = now;',
      ),
    ],
  },
  {
    name: 'what lies in the bucket is believed to be ours, whatever it is',
    story: { ...inLibrary, files: [{ ...inParts, there: 'liar' }] },
    only: 'liar',
    edits: [edit('find-twin.ts', 'const isOurs = !known.isForeign && ', 'const isOurs = known.isForeign || ')],
  },
  {
    name: 'what only the bucket knows is sent',
    story: { ...inLibrary, files: [{ ...inParts, there: 'foreign' }] },
    only: 'foreign',
    edits: [edit('catalogue.ts', 'const best = kept ?? found[0];', 'const best = kept;')],
  },
  {
    name: 'an index that was put first points to where the media were',
    story: { ...plain, files: [{ ...inParts, isFilm: true }], indexFirst: true },
    only: 'video',
    edits: [edit('index-first.ts', 'offset < index.start ? offset + newBytes :', 'offset < index.start ? offset :')],
  },
  {
    name: 'a cap waits for a click',
    story: {
      ...plain,
      link: { bytesPerSecondTotal: 400_000 },
      events: [{ when: afterOnePart, deed: { do: 'cap', which: 'storage', isResumed: false } }],
    },
    only: 'cap',
    edits: [
      edit(
        'retry.ts',
        "return stopQueue('cap-exceeded', error.code, nowMs + capRetryMs);",
        "return stopQueue('cap-exceeded', error.code, null);",
      ),
    ],
  },
  {
    name: 'an expired token is taken for a key that may not',
    story: {
      ...plain,
      link: { bytesPerSecondTotal: 400_000 },
      events: [{ when: afterOnePart, deed: { do: 'days-away', isTold: false } }],
    },
    only: 'days-away',
    edits: [
      edit('adapters/b2/errors.ts', "new Set(['expired_auth_token', 'bad_auth_token',", "new Set(['bad_auth_token',"),
    ],
  },
  {
    name: 'nobody listens to Retry-After',
    story: { ...plain, rules: [{ operations: ['b2_upload_part'], fault: longRetryAfter, times: 2 }] },
    only: 'too_many_requests',
    edits: [edit('retry.ts', 'return error.retryAfterMs ?? backoffMs(', 'return backoffMs(')],
  },
  {
    name: 'a 429 without Retry-After is no reason to wait',
    story: { ...plain, rules: [{ operations: ['b2_upload_part'], fault: '429', times: 2 }] },
    only: '429',
    edits: [
      edit(
        'retry.ts',
        'error.retryAfterMs ?? backoffMs(streak.count - 1, 1_000, 64_000, unit)',
        'error.retryAfterMs ?? 0',
      ),
    ],
  },
  {
    name: 'an upload URL serves another large file than its own',
    story: {
      ...plain,
      files: [inParts, inParts, inParts],
      link: { latencyMs: 3, bytesPerSecondTotal: 1_000_000 },
    },
    only: 'bytesPerSecondTotal',
    edits: [
      edit(
        'url-pool.ts',
        'nowMs: number): UploadUrl | null {\n      const list = free.get(target) ?? [];',
        'nowMs: number): UploadUrl | null {\n      const list = [...free.values()].find(({ length }) => length > 0) ?? [];',
      ),
    ],
  },
  {
    name: 'nobody wakes what waits',
    edits: [edit('scheduler.ts', 'if (!due.signal.aborted) pump(state);', '')],
  },
];
