/** What the receiving thread tells a sink thread; `id` names the blob. */
export type SinkRequest =
  | { id: number; kind: 'open'; path: string; usedBytes: number }
  | { id: number; kind: 'data'; chunks: Uint8Array[] }
  | { id: number; kind: 'finish' }
  | { id: number; kind: 'discard' };

/** What it answers. */
export type SinkReply =
  | { id: number; kind: 'taken'; bytes: number }
  | { id: number; kind: 'finished'; sha1: string }
  | { id: number; kind: 'failed'; message: string }
  | { id: number; kind: 'discarded' };
