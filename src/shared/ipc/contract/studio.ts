import { z } from 'zod';
import { appCommand } from '../../domain/app-command.ts';
import { courseId } from '../../domain/ids.ts';
import { keptNoticeCode } from '../../domain/notice.ts';
import { localeSetting } from '../../messages/locale.ts';
import { command, event, query, writeErrors } from '../define.ts';

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  locale: localeSetting,
  courseListView: z.enum(['grid', 'list']),
  /** How high rows are. */
  density: z.enum(['comfortable', 'compact']),
  /** Keys that somebody changed, by command: see domain/shortcut-keys.ts, which minds what another release wrote. */
  shortcuts: z.record(z.string().max(40), z.string().max(40).nullable()),
});
export type Settings = z.infer<typeof settings>;

/** Why the studio could not open. Nothing was changed; `detail` names the file or the cause. */
export const startProblem = z.strictObject({
  code: z.enum(['NEWER_VERSION', 'CORRUPT', 'CANNOT_OPEN', 'DISK_FULL', 'NETWORK_PATH', 'POLICY_INVALID']),
  detail: z.string(),
});
export type StartProblem = z.infer<typeof startProblem>;

const draftRef = z.strictObject({ form: z.string().max(100), entityId: z.string().max(100) });
const draftFields = z.record(z.string(), z.json());

export const studioRoutes = {
  'app.getInfo': query({
    input: z.strictObject({}),
    output: z.strictObject({
      version: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32']),
      locale: z.string(),
      /** Why the profile could not be opened; nothing but the routes of `app` answers then. */
      problem: startProblem.nullable(),
      /** Something the user must know for as long as it holds, or until they have read it. */
      notices: z.array(
        z.strictObject({
          code: z.enum([
            'DISK_FULL',
            'READ_ONLY',
            'DATABASE_SET_ASIDE',
            'BACKUP_RESTORED',
            'BACKUP_NO_SPACE',
            'BACKUP_FOLDER',
            'BACKUP_FAILED',
            'VAULT_UNAVAILABLE',
            ...keptNoticeCode.options,
          ]),
          detail: z.string(),
          /** Of when the backup is, or when it was noticed. */
          atMs: z.int().optional(),
          /** How many changes that had not been sent were taken over from a damaged file. */
          count: z.int().optional(),
        }),
      ),
    }),
    errors: [],
  }),
  'app.openWindow': command({
    input: z.strictObject({ courseId: courseId.nullable() }),
    output: z.strictObject({}),
    errors: [],
  }),
  /** Tries again to open what could not be opened; answers what is still in the way. */
  'app.retryStart': command({
    input: z.strictObject({}),
    output: z.strictObject({ problem: startProblem.nullable() }),
    errors: [],
  }),
  /** Only for a damaged data file: keeps it under another name and opens an empty one. */
  'app.setDataAside': command({
    input: z.strictObject({}),
    output: z.strictObject({ problem: startProblem.nullable() }),
    errors: ['NOTHING_DAMAGED', ...writeErrors],
  }),
  /** Shows the folder with Lectern's data in the system's file manager. */
  'app.showDataFolder': command({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  /** Whether the page of this window has something unsaved. Then `app.closeRequested` comes before the window closes. */
  'app.setUnsaved': command({
    input: z.strictObject({ isUnsaved: z.boolean() }),
    output: z.strictObject({}),
    errors: [],
  }),
  /** Closes this window, whatever is unsaved. */
  'app.closeWindow': command({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  'app.quit': command({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  /** Somebody has read it: it does not come back, in no window and after no restart. */
  'notice.dismiss': command({
    input: z.strictObject({ code: keptNoticeCode }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'settings.get': query({ input: z.strictObject({}), output: settings, errors: [] }),
  'settings.save': command({ input: settings.partial(), output: settings, errors: writeErrors }),
  /**
   * What was typed into a form and not saved, by this window or by one that is not there any more: from now on it is this
   * window's. `others`: what else was typed into its fields, in other windows, before that. Null: nothing.
   */
  'draft.open': command({
    input: draftRef,
    output: z
      .strictObject({
        fields: draftFields,
        savedAtMs: z.int(),
        others: z.array(z.strictObject({ n: z.int(), fields: draftFields, savedAtMs: z.int() })),
      })
      .nullable(),
    errors: writeErrors,
  }),
  /** Form input journalled so that a crash loses at most a second of typing. `fields` null drops the draft. */
  'draft.save': command({
    input: draftRef.extend({ fields: draftFields.nullable() }),
    output: z.strictObject({}),
    errors: writeErrors,
  }),
  /** The window has left the form: what it kept is of the next that opens it. */
  'draft.close': command({ input: draftRef, output: z.strictObject({}), errors: writeErrors }),
  /** What is left of one of the `others`; null: all of it was used or given up. */
  'draft.setOther': command({
    input: z.strictObject({ n: z.int(), fields: draftFields.nullable() }),
    output: z.strictObject({}),
    errors: writeErrors,
  }),
  /** The forms of a course, its chapters and its lessons that open with a draft in this window. */
  'draft.listInCourse': query({
    input: z.strictObject({ courseId }),
    output: z.array(z.strictObject({ form: z.string(), entityId: z.string() })),
    errors: [],
  }),
};

export const studioEvents = {
  'settings.changed': event(z.strictObject({})),
  'history.changed': event(z.strictObject({})),
  /** What `app.getInfo` says has changed: a problem or a notice came or went. */
  'app.noticesChanged': event(z.strictObject({})),
  /** This window is to be closed with something unsaved: it stays until the page has asked. */
  'app.closeRequested': event(z.strictObject({})),
  /** A menu item or its accelerator was used in this window. */
  'app.commandInvoked': event(z.strictObject({ command: appCommand })),
};
