import type { Database } from '../open.ts';

/** Key-value settings of this profile, as JSON. Secrets never come here: they live in the vault. */
export function createSettingsTable(db: Database) {
  const select = db.prepare('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM settings WHERE key = ?');
  return {
    get(key: string): unknown {
      const value = select.get(key) as string | undefined;
      return value === undefined ? undefined : (JSON.parse(value) as unknown);
    },
    set: (key: string, value: unknown): void => void upsert.run(key, JSON.stringify(value)),
    remove: (key: string): void => void remove.run(key),
  };
}
export type SettingsTable = ReturnType<typeof createSettingsTable>;
