/** Length of a packet of an MPEG transport stream, and where its mark is: plain, or behind a time code (M2TS). */
const packets = [
  [188, 0],
  [192, 4],
] as const;
const MARK = 0x47;
/** Packets in a row whose marks are looked for: one letter `G` in the right place is chance. */
const PACKETS = 3;

/** As many bytes as tell a transport stream from anything else. */
export const TRANSPORT_STREAM_BYTES = 4 + (PACKETS - 1) * 192 + 1;

/** Whether a file is an MPEG transport stream, by its first bytes. TypeScript has the same ending. */
export const isTransportStream = (head: Uint8Array): boolean =>
  packets.some(([bytes, mark]) =>
    Array.from({ length: PACKETS }, (_, n) => head[mark + n * bytes]).every((byte) => byte === MARK),
  );
