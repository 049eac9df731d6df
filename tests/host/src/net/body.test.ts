import { describe, expect, test } from 'vitest';
import { fitRange, readPart } from './body.ts';

const LIMITS = { maxBytes: 10, patienceMs: Infinity };
const never = new AbortController().signal;

/** A body whose chunks come one by one, and a count of its cancellations. */
function createBody(chunks: string[], isOpen = false) {
  const state = { cancelled: 0 };
  const left = [...chunks];
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const chunk = left.shift();
      if (chunk !== undefined) controller.enqueue(new TextEncoder().encode(chunk));
      else if (!isOpen) controller.close();
      else return new Promise(() => {});
    },
    cancel: () => void (state.cancelled += 1),
  });
  return { response: new Response(stream), state };
}

describe('readPart', () => {
  test('reads what fits', async () => {
    const { response, state } = createBody(['abc', 'def']);
    const { body, isComplete } = await readPart(response, LIMITS, never);
    expect([String(body), isComplete, state.cancelled]).toEqual(['abcdef', true, 0]);
  });

  test('cuts what does not, and cancels the rest', async () => {
    const { response, state } = createBody(['abcdef', 'ghijkl', 'mno']);
    const { body, isComplete } = await readPart(response, LIMITS, never);
    expect([String(body), isComplete, state.cancelled]).toEqual(['abcdefghij', false, 1]);
  });

  test('takes what is there when the source pauses, but waits for the first of it', async () => {
    const { response, state } = createBody(['abc'], true);
    const { body, isComplete } = await readPart(response, { maxBytes: 10, patienceMs: 5 }, never);
    expect([String(body), isComplete, state.cancelled]).toEqual(['abc', false, 1]);
  });

  test('no body is an empty one', async () => {
    expect(await readPart(new Response(null), LIMITS, never)).toEqual({ body: Buffer.alloc(0), isComplete: true });
  });

  test('given up, it cancels the source, also one that has not begun', async () => {
    const { response, state } = createBody([], true);
    const controller = new AbortController();
    const part = readPart(response, LIMITS, controller.signal);
    controller.abort(new Error('given up'));
    await expect(part).rejects.toThrow('given up');
    const other = createBody(['abc']);
    await expect(readPart(other.response, LIMITS, controller.signal)).rejects.toThrow('given up');
    expect([state.cancelled, other.state.cancelled]).toEqual([1, 1]);
  });

  test('a source that fails is the caller’s to know', async () => {
    const failing = new ReadableStream({ pull: () => Promise.reject(new Error('disk')) });
    await expect(readPart(new Response(failing), LIMITS, never)).rejects.toThrow('disk');
  });
});

test('fitRange says what was sent', () => {
  const headers = new Headers({ 'content-range': 'bytes 5-99/100', 'content-length': '95' });
  fitRange(headers, 10);
  expect([headers.get('content-range'), headers.get('content-length')]).toEqual(['bytes 5-14/100', '10']);
});
