/** A box of an MP4 file (ISO/IEC 14496-12, 4.2). */
function box(type: string, ...contents: readonly Uint8Array[]): Uint8Array {
  const bytes = 8 + contents.reduce((sum, { length }) => sum + length, 0);
  const made = new Uint8Array(bytes);
  new DataView(made.buffer).setUint32(0, bytes);
  made.set(new TextEncoder().encode(type), 4);
  let at = 8;
  for (const content of contents) {
    made.set(content, at);
    at += content.length;
  }
  return made;
}

const chunks = 4;
const head = box('ftyp', new TextEncoder().encode('isom'), new Uint8Array(4), new TextEncoder().encode('isom'));

/** An index whose chunks begin at `mediaAt` and go on evenly. */
function index(mediaAt: number, mediaBytes: number): Uint8Array {
  const table = new Uint8Array(8 + 4 * chunks);
  const view = new DataView(table.buffer);
  view.setUint32(4, chunks);
  for (let n = 0; n < chunks; n += 1) view.setUint32(8 + 4 * n, mediaAt + Math.floor((mediaBytes * n) / chunks));
  return box('moov', box('trak', box('mdia', box('minf', box('stbl', box('stco', table))))));
}
/** What a film is longer than its media by. */
export const filmOverheadBytes = head.length + 8 + index(0, 0).length;

const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** The least that is a film to the upload engine, with its index last; and the same with its index first. */
export function makeFilm(media: Uint8Array): { readonly indexLast: Uint8Array; readonly indexFirst: Uint8Array } {
  const data = box('mdat', media);
  const at = head.length + 8;
  const last = index(at, media.length);
  return {
    indexLast: join(head, data, last),
    indexFirst: join(head, index(at + last.length, media.length), data),
  };
}
