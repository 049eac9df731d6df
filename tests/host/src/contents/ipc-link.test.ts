import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { CdpSession } from '../cdp/session.ts';
import { IpcMain } from '../electron/ipc-main.ts';
import { SchemeMap } from '../net/scheme-map.ts';
import { createWire } from '../page/wire.ts';
import { FrameTree } from './frame-tree.ts';
import { IpcLink } from './ipc-link.ts';
import { Frames } from './web-frame-main.ts';
import { ISOLATED_WORLD_NAME, Worlds } from './worlds.ts';

const wire = createWire({
  encode: (bytes) => Buffer.from(bytes).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
});

/** A page whose browser is this test: it says what the browser would say, and sees what is said to it. */
function createPage() {
  const sent: { method: string; params: object }[] = [];
  const session = new CdpSession('1', async (_id, method, params) => sent.push({ method, params }));
  const schemes = new SchemeMap();
  schemes.add('app');
  const tree = new FrameTree(schemes);
  const worlds = new Worlds();
  const send = (frameId: string, channel: string, args: unknown[]) => link.send(frameId, channel, args);
  const frames = new Frames({ tree, worlds, processId: 1, session: async () => session, send });
  const ipcMain = new IpcMain();
  const link = new IpcLink({ ipcMain, wire, worlds, tree, frames, sender: new EventEmitter(), processId: 1 });
  worlds.follow(session);
  tree.follow(session, 'top');
  link.follow(session);
  const world = (id: number, frameId: string) =>
    session.receive('Runtime.executionContextCreated', {
      context: { id, name: ISOLATED_WORLD_NAME, origin: '', auxData: { frameId } },
    });
  return { session, ipcMain, link, world, sent };
}

describe('a message', () => {
  const heard = (page: ReturnType<typeof createPage>) => {
    const texts: unknown[] = [];
    page.ipcMain.on('note', (_event, text: unknown) => texts.push(text));
    return texts;
  };
  const note = (text: string) => [{ kind: 'send' as const, channel: 'note' }, wire.encode([text])] as const;

  test('is heard from the top frame’s present document only', () => {
    const page = createPage();
    const texts = heard(page);
    page.session.receive('Page.frameAttached', { frameId: 'inner', parentFrameId: 'top' });
    page.world(1, 'top');
    page.world(2, 'inner');
    page.link.receive(1, ...note('top'));
    page.link.receive(2, ...note('inner'));
    page.link.receive(9, ...note('unknown'));
    expect(texts).toEqual(['top']);
  });

  test('is refused once its document has been left, also while the old world still lingers', () => {
    const page = createPage();
    const texts = heard(page);
    page.world(1, 'top');
    page.world(2, 'top'); // the next document's
    page.link.receive(1, ...note('late'));
    page.link.receive(2, ...note('present'));
    page.session.receive('Runtime.executionContextsCleared', undefined);
    page.link.receive(2, ...note('too late'));
    expect(texts).toEqual(['present']);
  });

  test('and so is a synchronous one without a document', () => {
    const page = createPage();
    const text = `{"kind":"send","channel":"note"}\n${wire.encode(['x'])}`;
    expect(wire.decode(page.link.receiveSync(text))).toEqual({ error: 'refused' });
  });
});

describe('an answer', () => {
  test('goes to the document that asked, in one call with the others of its turn', async () => {
    const page = createPage();
    page.ipcMain.handle('ask', (_event, value: unknown) => value);
    page.world(1, 'top');
    page.link.receive(1, { kind: 'invoke', channel: 'ask', id: 1 }, wire.encode(['a']));
    page.link.receive(1, { kind: 'invoke', channel: 'ask', id: 2 }, wire.encode(['b']));
    page.world(2, 'top');
    await new Promise(setImmediate);
    expect(page.sent).toEqual([
      {
        method: 'Runtime.callFunctionOn',
        params: expect.objectContaining({
          executionContextId: 1,
          arguments: [
            { value: '{"kind":"reply","channel":"ask","id":1}\nJ"a"' },
            { value: '{"kind":"reply","channel":"ask","id":2}\nJ"b"' },
          ],
        }) as object,
      },
    ]);
  });
});
