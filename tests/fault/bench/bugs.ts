interface Edit {
  /** Below `src/main/uploads/`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}
/** A mistake that can be made, put into the code of the process that uploads: the bench has to find it. */
export interface PlantedBug {
  readonly name: string;
  /** What must happen in a story for it to show: the name of a deed or a fault. */
  readonly only?: string;
  readonly edits: readonly Edit[];
}
const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });

export const bugs: readonly PlantedBug[] = [
  {
    name: 'what a lost start left behind is neither found nor cancelled',
    only: 'b2_start_large_file',
    edits: [
      edit('large-file.ts', 'const left = doubt.mayExist ?', 'const left = doubt.mayExist && false ?'),
      edit('large-file.ts', 'file.value.isDoubtful ? await', 'file.value.isDoubtful && false ? await'),
    ],
  },
  {
    name: 'a finish is believed without an answer',
    only: 'b2_finish_large_file',
    edits: [edit('large-file.ts', 'return finished.ok ? done(undefined) : finished;', 'return done(undefined);')],
  },
  {
    name: 'the file is not looked at before finish',
    only: 'edit-at-last-part',
    edits: [edit('large-file.ts', 'const same = await checkSource(run);', 'const same = done(undefined);')],
  },
  {
    name: 'progress falls when a part is sent again',
    only: '503-after-body',
    edits: [edit('session.ts', 'return shown > bytesDone ?', 'return shown !== bytesDone ?')],
  },
  {
    name: 'a cancelled upload is not removed from the server',
    only: 'cancel',
    edits: [edit('session.ts', '{ needsCleanup: session.record.objectName !== null }', '{ needsCleanup: false }')],
  },
  {
    name: 'what may be stored already is sent again',
    only: '500-after-storing',
    edits: [edit('small-file.ts', 'mayBeStored = wasInDoubt = true;', '')],
  },
  {
    name: 'the journal says saved before it is',
    only: 'kill-at-statement',
    edits: [
      edit(
        'journal-writer.ts',
        'return wait();\n    },\n    /** Resolves when everything',
        'start();\n      return Promise.resolve(true);\n    },\n    /** Resolves when everything',
      ),
    ],
  },
  {
    name: 'nobody wakes what waits',
    edits: [edit('scheduler.ts', 'if (!due.signal.aborted) pump(state);', '')],
  },
];
