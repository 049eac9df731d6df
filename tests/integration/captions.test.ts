import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MediaId } from '../../src/shared/domain/ids.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, lessonOf, openStudio, type Made } from './undo-rig.ts';

const good = '1\n00:00:01,000 --> 00:00:02,000\nEine Zelle\n';
const faulty = '1\n00:00:02,000 --> 00:00:01,000\nEine Zelle\n';

function lay(name: string, text: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}
const captionsOf = (studio: Made, at = 0) => studio.outlines.getLesson(lessonOf(studio, at))?.captions ?? [];
const attach = (studio: Made, paths: string[], at = 0) =>
  studio.actions['caption.createFromFiles']({ lessonId: lessonOf(studio, at), paths }, caller);
const refOf = (studio: Made, index = 0, at = 0) => {
  const { mediaId = '' as MediaId, language = '' } = captionsOf(studio, at)[index] ?? {};
  return { lessonId: lessonOf(studio, at), mediaId, language };
};
const textOf = (studio: Made, index = 0, at = 0) => {
  const { path } = studio.media.getVersion(captionsOf(studio, at)[index]?.versionId ?? '') ?? {};
  return path ? readFileSync(path, 'utf8') : null;
};
const vtt = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nEine Zelle\n';

test('files are attached in one step, with what their names say; SRT without a fault is kept as WebVTT', async () => {
  const studio = await openStudio();
  const paths = [lay('a.de.sdh.srt', good), lay('a.pt-BR.vtt', vtt), lay('b.srt', 'words'), lay('notes.txt', 'x')];
  expect(await attach(studio, paths)).toMatchObject({
    data: {
      added: 2,
      refused: [
        { name: 'b.srt', why: 'NO_CUES' },
        { name: 'notes.txt', why: 'NOT_CAPTIONS' },
      ],
    },
  });
  expect(captionsOf(studio).map(({ language, flags, fileName }) => [language, flags, fileName])).toEqual([
    ['en', [], '01 - a.en.vtt'],
    ['de', ['sdh'], 'a.de.sdh.vtt'],
    ['pt-BR', [], 'a.pt-BR.vtt'],
  ]);
  expect(textOf(studio, 1)).toBe(vtt);
  expect(readFileSync(paths[0] ?? '', 'utf8')).toBe(good);
  expect(studio.media.listToSend().map(({ fileName }) => fileName)).toContain('a.de.sdh.vtt');
  expect(await attach(studio, paths)).toMatchObject({ data: { added: 0 } });
});

test('faults are told with their lines and mended in a new version; the file that was attached is not touched', async () => {
  const studio = await openStudio();
  const path = lay('a.fr.srt', faulty);
  await attach(studio, [path], 1);
  const [before] = captionsOf(studio, 1);
  const versionId = before?.versionId;
  if (!versionId) throw new Error('no caption');
  expect(await studio.actions['caption.listFaults']({ versionId }, caller)).toMatchObject({
    data: { cues: 1, repairs: [{ code: 'END_BEFORE_START', line: 2, before: '00:00:02.000 --> 00:00:01.000' }] },
  });
  expect(await studio.actions['caption.resolveFaults'](refOf(studio, 0, 1), caller)).toMatchObject({ success: true });
  const [after] = captionsOf(studio, 1);
  expect(after).toMatchObject({ mediaId: before.mediaId, language: 'fr', fileName: 'a.fr.vtt' });
  expect(after?.versionId).not.toBe(versionId);
  expect(textOf(studio, 0, 1)).toBe(vtt);
  expect(readFileSync(path, 'utf8')).toBe(faulty);
});

test('what another lesson shows, too, stays as it is there', async () => {
  const studio = await openStudio();
  const path = lay('a.fr.vtt', vtt);
  await attach(studio, [path], 0);
  await attach(studio, [path], 1);
  const saved = vtt.replace('Zelle', 'andere');
  expect(await studio.actions['caption.save']({ ...refOf(studio, 1, 0), vtt: saved }, caller)).toMatchObject({
    success: true,
  });
  expect([textOf(studio, 1, 0), textOf(studio, 0, 1)]).toEqual([saved, vtt]);
  expect(await studio.actions['caption.save']({ ...refOf(studio, 0, 1), vtt: saved }, caller)).toMatchObject({
    success: true,
  });
  expect(refOf(studio, 0, 1).mediaId).toBe(refOf(studio, 1, 0).mediaId);
});

test('nothing is saved that shows nothing, or is not there', async () => {
  const studio = await openStudio();
  expect(await studio.actions['caption.save']({ ...refOf(studio), vtt: 'WEBVTT\n' }, caller)).toMatchObject({
    error: { code: 'NO_CAPTIONS' },
  });
  expect(await studio.actions['caption.save']({ ...refOf(studio), language: 'xx', vtt }, caller)).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
});
