import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** One accepted connection (RFC 6455), text messages only. */
export interface WebSocketPeer {
  send(text: string): void;
  /** Cuts it, as a network does. */
  cut(): void;
}
export interface PeerEvents {
  readonly onText: (text: string) => void;
  readonly onGone: () => void;
}
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

function frame(opcode: number, body: Buffer): Buffer {
  const head = body.length < 126 ? Buffer.from([0x80 | opcode, body.length]) : Buffer.alloc(4);
  if (head.length === 4) {
    head.set([0x80 | opcode, 126]);
    head.writeUInt16BE(body.length, 2);
  }
  return Buffer.concat([head, body]);
}

/** The first whole frame of what has arrived, and how long it is; null: more has to come. Frames of clients are masked. */
function readFrame(bytes: Buffer): { opcode: number; body: Buffer; length: number } | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const maskAt = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < maskAt + 4) return null;
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const bodyAt = maskAt + 4;
  if (bytes.length < bodyAt + size) return null;
  const body = Buffer.from(bytes.subarray(bodyAt, bodyAt + size)).map(
    (byte, i) => byte ^ (bytes[maskAt + (i % 4)] ?? 0),
  );
  return { opcode: (bytes[0] ?? 0) & 0x0f, body: Buffer.from(body), length: bodyAt + size };
}

/** Answers the handshake of an upgrade request. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex, events: PeerEvents): WebSocketPeer {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${lines.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  let received = Buffer.alloc(0);
  function obey(opcode: number, body: Buffer): void {
    if (opcode === TEXT) events.onText(body.toString('utf8'));
    else if (opcode === PING) socket.write(frame(PONG, body));
    else if (opcode === CLOSE) socket.end(frame(CLOSE, body));
  }
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let next = readFrame(received); next; next = readFrame(received)) {
      received = received.subarray(next.length);
      obey(next.opcode, next.body);
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', events.onGone);
  return {
    send: (text) => void (socket.writable && socket.write(frame(TEXT, Buffer.from(text)))),
    cut: () => void socket.destroy(),
  };
}
