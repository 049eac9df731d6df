import { expect, test } from 'vitest';
import type { MediaId } from '../../src/shared/domain/ids.ts';
import { caller, lessonOf, openStudio, type Made } from './undo-rig.ts';

const captionsOf = (studio: Made) => studio.outlines.getLesson(lessonOf(studio, 0))?.captions ?? [];
type Tags = Parameters<Made['actions']['lesson.setCaption']>[0]['to'];
const change = (studio: Made, language: string, to: Tags) => {
  const mediaId = captionsOf(studio)[0]?.mediaId ?? ('' as MediaId);
  return studio.actions['lesson.setCaption']({ lessonId: lessonOf(studio, 0), mediaId, language, to }, caller);
};

test('another language is the same file with new flags, and back again; both are in the audit', async () => {
  const studio = await openStudio();
  const [held] = captionsOf(studio);
  expect(held).toMatchObject({ language: 'en', flags: [] });
  expect(await change(studio, 'en', { language: 'pt-BR', flags: ['sdh'] })).toMatchObject({ success: true });
  expect(captionsOf(studio)).toEqual([{ ...held, language: 'pt-BR', flags: ['sdh'] }]);
  expect(await change(studio, 'pt-BR', { language: 'en', flags: [] })).toMatchObject({ success: true });
  expect(captionsOf(studio)).toEqual([held]);
  const audit = studio.db.prepare("SELECT action FROM media_audit WHERE role = 'caption' ORDER BY rowid").pluck().all();
  expect(audit).toEqual(['link', 'unlink', 'link', 'unlink', 'link']);
});

test('what another window has changed is not found in the language it was in', async () => {
  const studio = await openStudio();
  await change(studio, 'en', { language: 'de', flags: [] });
  expect(await change(studio, 'en', null)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(await change(studio, 'de', null)).toMatchObject({ success: true });
  expect(captionsOf(studio)).toEqual([]);
});
