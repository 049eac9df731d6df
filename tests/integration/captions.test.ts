import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCaptionFiles } from '../../src/main/media/caption-files.ts';
import { createMadeFiles } from '../../src/main/media/made-files.ts';
import type { CourseId, MediaId } from '../../src/shared/domain/ids.ts';
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

/** A folder with one recording and its captions becomes a course; of an import done again `linked` counts what was there. */
async function importFolder(studio: Made, path: string) {
  const scanned = await studio.actions['import.scan']({ paths: [path] }, caller);
  if (!scanned.success) throw new Error(scanned.error.code);
  const { planId } = scanned.data;
  const switches = { cleanNames: true, foldersAsChapters: true, excluded: [] };
  const done = await studio.actions['import.apply']({ planId, target: { kind: 'new-course' }, ...switches }, caller);
  if (!done.success) throw new Error(done.error.code);
  const { firstLessonId, linked } = done.data;
  if (!firstLessonId) throw new Error('no lesson');
  return { lessonId: firstLessonId, linked, captions: studio.outlines.getLesson(firstLessonId)?.captions ?? [] };
}

test('captions that come with a folder are kept as those that are attached: the same again is no other file', async () => {
  const studio = await openStudio();
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ 'a.mp4': 'a', 'a.de.srt': good, 'a.fr.srt': faulty })) {
    writeFileSync(join(folder, name), text);
  }
  const { lessonId, captions } = await importFolder(studio, folder);
  const [german, french] = captions;
  expect([german?.fileName, french?.fileName]).toEqual(['a.de.vtt', 'a.fr.srt']);
  const stored = studio.media.getVersion(german?.versionId ?? '');
  expect(readFileSync(stored?.path ?? '', 'utf8')).toBe(vtt);
  expect(stored?.bytes).toBe(vtt.length);
  const again = await importFolder(studio, folder);
  expect(again).toMatchObject({
    linked: 2,
    captions: [{ versionId: german?.versionId }, { versionId: french?.versionId }],
  });
  await studio.actions['caption.createFromFiles']({ lessonId, paths: [join(folder, 'a.de.srt')] }, caller);
  expect(studio.outlines.getLesson(lessonId)?.captions).toHaveLength(2);

  // The one with a fault tells its line and is mended; until then the course is not published.
  const readyToShow = () => {
    const lessons = studio.publishFacts.listChapters(studio.outlines.getLesson(lessonId)?.courseId as CourseId);
    return lessons.flatMap((chapter) => chapter.lessons.map(({ hasOtherCaptions }) => !hasOtherCaptions));
  };
  expect(readyToShow()).toEqual([false]);
  if (!french) throw new Error('no caption');
  const { versionId, mediaId, language } = french;
  expect(await studio.actions['caption.listFaults']({ versionId }, caller)).toMatchObject({
    data: { repairs: [{ code: 'END_BEFORE_START', line: 2 }] },
  });
  await studio.actions['caption.resolveFaults']({ lessonId, mediaId, language }, caller);
  expect(readyToShow()).toEqual([true]);
});

test('SRT without a fault that is in the library from before is told, and becomes WebVTT', async () => {
  const repair = async (name: string) => {
    const files = createCaptionFiles({
      made: createMadeFiles(temporaryFolder(), 'vtt'),
      readBytes: async () => ({ fileName: name, bytes: Buffer.from(name.endsWith('srt') ? good : vtt) }),
    });
    return files.repair('version');
  };
  expect(await repair('old.srt')).toMatchObject({ vtt, repairs: [{ code: 'NOT_VTT', line: 0 }] });
  expect(await repair('old.vtt')).toMatchObject({ vtt, repairs: [] });
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

test('captions that are written from nothing are a file of their own, edited like any other', async () => {
  const studio = await openStudio();
  const lessonId = lessonOf(studio, 1);
  const create = (language: string, text: string) =>
    studio.actions['caption.create']({ lessonId, language, vtt: text }, caller);
  expect(await create('pt-BR', 'WEBVTT\n')).toMatchObject({ error: { code: 'NO_CAPTIONS' } });
  expect(await create('pt-BR', vtt)).toMatchObject({ data: { added: 1 } });
  expect(captionsOf(studio, 1)).toMatchObject([{ language: 'pt-BR', flags: [], fileName: 'captions.pt-BR.vtt' }]);
  expect(textOf(studio, 0, 1)).toBe(vtt);
  const saved = vtt.replace('Zelle', 'andere');
  await studio.actions['caption.save']({ ...refOf(studio, 0, 1), vtt: saved }, caller);
  expect([textOf(studio, 0, 1), captionsOf(studio, 1).length]).toEqual([saved, 1]);
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
