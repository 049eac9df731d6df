import { expect, test } from 'vitest';
import { checkLayout } from './layout.ts';

test.each([
  ['src/workers/x.ts', 'the top level of src is closed'],
  ['src/main/helpers/x.ts', 'the top level of src/main is closed'],
  ['src/shared/helpers/deep/x.ts', 'the top level of src/shared is closed'],
  ['src/preload/lib/x.ts', 'the top level of src/preload is closed'],
  ['src/x.ts', 'src has no such file'],
  ['src/main/helpers.ts', 'src/main has no such file'],
  ['src/shared/helpers.ts', 'src/shared has no such file'],
  ['src/preload/more.ts', 'src/preload has no such file'],
  ['src/main/lib/x.js', 'a kind of file that no check reads'],
  ['src/renderer/lib/node.d.ts', 'a declaration file that is not listed'],
  ['src/main/lib/x.mts', 'a kind of file that no check reads'],
])('%s: %s', (path, why) => {
  expect(checkLayout([path])).toEqual([`${path}: ${why}`]);
});

test('what has its place is left alone', () => {
  const main = [
    'index.ts',
    'compose.ts',
    'compose-watch.ts',
    'profile-keeper.ts',
    'tsconfig.json',
    'watch/reconcile.ts',
  ];
  const paths = [...main.map((path) => `src/main/${path}`), 'src/shared/util/text.ts', 'src/preload/index.ts'];
  expect(checkLayout([...paths, 'src/renderer/index.html', 'src/renderer/app/theme.css'])).toEqual([]);
});
