import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { tableNames } from '../../src/shared/domain/registry.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/** The file as the kill left it, with its log: a copy, so that the app itself has to recover the original. */
export function copyDatabase(path: string): string {
  const copy = join(temporaryFolder(), 'lectern.db');
  for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
  return copy;
}

type Row = Readonly<Record<string, unknown>>;
interface Stamped {
  readonly id: string;
  readonly fv: string;
}

/** A whole import or none of it: every lesson has its video, every link its file, every file a version. */
const TORN: Readonly<Record<string, string>> = {
  'lessons without a chapter': `SELECT count(*) FROM lessons l WHERE NOT EXISTS (SELECT 1 FROM chapters c WHERE c.id = l.chapter_id)`,
  'chapters without a course': `SELECT count(*) FROM chapters l WHERE NOT EXISTS (SELECT 1 FROM courses c WHERE c.id = l.course_id)`,
  'lessons without a video': `SELECT count(*) FROM lessons l WHERE NOT EXISTS
    (SELECT 1 FROM media_links k WHERE k.target_id = l.id AND k.role = 'video')`,
  'links without a file': `SELECT count(*) FROM media_links k WHERE NOT EXISTS (SELECT 1 FROM media_files f WHERE f.id = k.media_id)`,
  'files without a version': `SELECT count(*) FROM media_files f WHERE NOT EXISTS
    (SELECT 1 FROM media_versions v WHERE v.id = f.current_version_id AND v.media_id = f.id)`,
};

/** Reads a copy of the app's database; close it. */
export function openFile(path: string) {
  const db = new BetterSqlite3(copyDatabase(path));
  const all = (sql: string, ...args: unknown[]): Row[] => db.prepare(sql).all(...args) as Row[];
  const one = (sql: string, ...args: unknown[]): string =>
    String(
      db
        .prepare(sql)
        .pluck()
        .get(...args) ?? '',
    );

  /** Stamps of field groups that were committed here and are neither at the server nor on the way to it. */
  async function unsent(server: SupabaseSandbox): Promise<string[]> {
    const waiting = new Set(
      all('SELECT ops FROM outbox').flatMap(({ ops }) =>
        (JSON.parse(String(ops)) as { t: string; id: string; h: string; v: object }[]).flatMap(({ t, id, h, v }) =>
          Object.keys(v).map((group) => `${t} ${id} ${group} ${h}`),
        ),
      ),
    );
    const missing: string[] = [];
    for (const table of tableNames) {
      const theirs = await server.sql(`select id, fv::text as fv from public.${table}`);
      const known = new Map(theirs.map(({ id, fv }) => [id, JSON.parse(String(fv)) as Record<string, string>]));
      for (const { id, fv } of db.prepare(`SELECT id, fv FROM ${table}`).all() as Stamped[])
        for (const [group, h] of Object.entries(JSON.parse(fv) as Record<string, string>))
          if (!waiting.has(`${table} ${id} ${group} ${h}`) && !((known.get(id)?.[group] ?? '') >= h))
            missing.push(`${table} ${id} ${group} ${h} is neither in the outbox nor at the server`);
    }
    return missing;
  }

  return {
    close: (): void => void db.close(),
    one,
    unsent,
    integrity: (): string => String(db.pragma('integrity_check', { simple: true })),
    torn: (): string[] => Object.entries(TORN).flatMap(([what, sql]) => (one(sql) === '0' ? [] : [what])),
    /** The lessons of each chapter of a course from top to bottom, as the ledger keeps them. */
    order: (courseId: string): string =>
      JSON.stringify(
        all('SELECT id FROM chapters WHERE course_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id', courseId).map(
          ({ id }) => [
            id,
            all('SELECT id FROM lessons WHERE chapter_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id', id).map(
              (lesson) => lesson['id'],
            ),
          ],
        ),
      ),
    /** What stands in a course's description field: the draft's, else the saved one. */
    description(courseId: string): string {
      const draft = one(`SELECT fields FROM drafts WHERE form = 'course-details' AND entity_id = ?`, courseId);
      const fields = (draft === '' ? {} : JSON.parse(draft)) as { description?: string };
      return fields.description ?? one('SELECT description FROM courses WHERE id = ?', courseId);
    },
  };
}
export type AppFile = ReturnType<typeof openFile>;
