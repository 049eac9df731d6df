import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { BEFORE_UNLOAD, createPageScripts, ISOLATED_WORLD, MAIN_WORLD, WORKER } from './page-scripts.ts';

const scripts = createPageScripts();

describe.each([MAIN_WORLD, ISOLATED_WORLD, WORKER, BEFORE_UNLOAD])('the script $file', (entry) => {
  const text = scripts.run(entry, '{"a":1}', 'null');

  test('is plain JavaScript that ends in a call of its entry', () => {
    expect(() => new Script(text)).not.toThrow();
    expect(text).toContain(`return ${entry.start}({"a":1}, null);`);
    expect(text).not.toMatch(/^(import|export|interface|type) \w/m);
  });

  test('declares no name twice: its files share one scope', () => {
    const names = [...text.matchAll(/^(?:async )?(?:function\*?|class|const|let) (\w+)/gm)].map(([, name]) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names).toContain(entry.start);
  });
});
