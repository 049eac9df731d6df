import { expect, test } from 'vitest';
import { versionId } from '../../../shared/domain/ids.ts';
import { makePoster, type PosterMakerDeps } from './poster-maker.ts';

const id = versionId.parse('01932b4e-0000-7000-8000-000000000001');
const jpeg = new Uint8Array([0xff, 0xd8]);

/** Notes what was saved; the file is there, the page idle and the video decodable unless said otherwise. */
function scripted(overrides: Partial<PosterMakerDeps>) {
  const saved: (number | null)[] = [];
  const deps: PosterMakerDeps = {
    idle: () => Promise.resolve(),
    contentType: () => Promise.resolve('video/mp4'),
    take: () => Promise.resolve(jpeg),
    save: (_id, bytes) => Promise.resolve(saved.push(bytes?.length ?? null)),
    ...overrides,
  };
  return { deps, saved };
}
const run = (deps: PosterMakerDeps, signal = new AbortController().signal) => makePoster(id, deps, signal);

test('a picture is saved', async () => {
  const { deps, saved } = scripted({});
  expect(await run(deps)).toBe('saved');
  expect(saved).toEqual([2]);
});

test('that a video cannot be decoded is saved too, so that it is not tried for ever', async () => {
  const { deps, saved } = scripted({ take: () => Promise.resolve(null) });
  expect(await run(deps)).toBe('saved');
  expect(saved).toEqual([null]);
});

test('a file that is away is passed over without a verdict', async () => {
  const { deps, saved } = scripted({ contentType: () => Promise.resolve(null) });
  expect(await run(deps)).toBe('passed-over');
  expect(saved).toEqual([]);
});

test('a picture that cannot be kept is passed over', async () => {
  const { deps } = scripted({ save: () => Promise.reject(new Error('disk full')) });
  expect(await run(deps)).toBe('passed-over');
});

test('nothing is saved once it is stopped', async () => {
  const controller = new AbortController();
  const { deps, saved } = scripted({
    take: (_source, signal) => {
      controller.abort();
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve(jpeg);
    },
  });
  expect(await run(deps, controller.signal)).toBe('stopped');
  expect(saved).toEqual([]);
});
