/** Loaded before a process that uploads: puts a mistake into one of its files, when it is told to. */
import { registerHooks } from 'node:module';
import { bugs } from './bugs.ts';

const bug = bugs.find(({ name }) => name === process.env['LECTERN_PLANTED_BUG']);
if (bug) {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const edits = bug.edits.filter(({ file }) => url.endsWith(`/src/main/uploads/${file}`));
      if (edits.length === 0 || loaded.source === undefined) return loaded;
      let source = String(typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array));
      for (const { from, to } of edits) {
        if (source.split(from).length !== 2) throw new Error(`the place of "${bug.name}" is not there, or not once`);
        source = source.replace(from, to);
      }
      return { ...loaded, source };
    },
  });
}
