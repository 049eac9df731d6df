import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertCaption } from '../../src/main/media/caption-convert.ts';
import { repairCaption } from '../../src/main/media/caption-repair.ts';
import { readCues, writeCues } from '../../src/shared/domain/cues.ts';
import { captionRepair } from '../../src/shared/domain/import-plan.ts';
import { anyCaptionBytes, captionFormat } from './caption-bytes.ts';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

test('any bytes are mended to WebVTT that has no fault and is mended no further, or have no cue', async () => {
  await fc.assert(
    fc.asyncProperty(anyCaptionBytes, captionFormat, async (bytes, format) => {
      const { vtt, cues, repairs } = await repairCaption(bytes, format);
      for (const repair of repairs) captionRepair.parse(repair);
      expect(cues === 0).toBe(vtt === null);
      if (vtt === null) return;
      const again = await repairCaption(encoded(vtt), 'vtt');
      expect(again).toEqual({ vtt, cues, repairs: [] });
    }),
    { numRuns: 1_500 },
  );
});

test('what was converted once is converted to itself', async () => {
  await fc.assert(
    fc.asyncProperty(anyCaptionBytes, captionFormat, async (bytes, format) => {
      const { vtt } = await convertCaption(bytes, format);
      fc.pre(vtt !== null);
      expect((await convertCaption(encoded(vtt ?? ''), 'vtt')).vtt?.trim()).toBe(vtt?.trim());
    }),
    { numRuns: 500 },
  );
});

test('what is read as cues is written as it was read', () => {
  fc.assert(
    fc.property(anyCaptionBytes, (bytes) => {
      const sheet = readCues(new TextDecoder().decode(bytes));
      const written = writeCues(sheet);
      expect(writeCues(readCues(written))).toBe(written);
      expect(readCues(written).cues.length).toBe(sheet.cues.length);
    }),
    { numRuns: 1_500 },
  );
});
