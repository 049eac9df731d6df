import type { WriteResult } from '../../shared/domain/upload.ts';
import { createEngine, type Engine } from './engine.ts';
import type { EngineDeps } from './engine-state.ts';
import type { Command, MainPort, ToWorker } from './messages.ts';
import type { EngineWrite, PlanHints, StoredObject } from './ports.ts';
import { guardSource } from './source-guard.ts';

type Wired = 'journal' | 'findStored' | 'getHints' | 'onProgress' | 'onBug';

/** Questions to main that wait for their answer. */
function createQuestions<Answer>() {
  const open = new Map<number, (answer: Answer) => void>();
  let seq = 0;
  return {
    ask(send: (seq: number) => void): Promise<Answer> {
      seq += 1;
      const mine = seq;
      return new Promise((resolve) => {
        open.set(mine, resolve);
        send(mine);
      });
    },
    answer(of: number, answer: Answer): void {
      open.get(of)?.(answer);
      open.delete(of);
    },
  };
}

/**
 * The engine behind a message channel: the journal and the library stay on main's side. A write resolves when main
 * says that it is durable.
 */
export function serveEngine(port: MainPort, deps: Omit<EngineDeps, Wired>): void {
  const writes = createQuestions<WriteResult>();
  const finds = createQuestions<StoredObject | null>();
  const hints = createQuestions<PlanHints>();
  const engine = createEngine({
    ...deps,
    source: guardSource(deps.source, deps.clock),
    journal: {
      write: (batch: readonly EngineWrite[]) => writes.ask((seq) => port.post({ type: 'write', seq, writes: batch })),
    },
    findStored: (sha1, bytes) => finds.ask((seq) => port.post({ type: 'find', seq, sha1, bytes })),
    getHints: (versionId) => hints.ask((seq) => port.post({ type: 'get-hints', seq, versionId })),
    onProgress: (reports) => port.post({ type: 'progress', reports }),
    onBug: (error) => port.post({ type: 'bug', message: describe(error) }),
  });
  port.onMessage((message) => {
    if (message.type === 'written') writes.answer(message.seq, message.result);
    else if (message.type === 'found') finds.answer(message.seq, message.stored);
    else if (message.type === 'hints') hints.answer(message.seq, message.hints);
    else obey(port, engine, message);
  });
}

type Order = Exclude<ToWorker, { type: 'written' | 'found' | 'hints' }>;

function obey(port: MainPort, engine: Engine, order: Order): void {
  switch (order.type) {
    case 'configure':
      return engine.configure(order.settings, order.why);
    case 'add':
      return engine.add(order.uploads);
    case 'forget':
      return engine.forget(order.ids);
    case 'hinder':
      return engine.hinder(order.code);
    case 'limit':
      return engine.setLimit(order.bytesPerSecond);
    case 'signal':
      return { 'network-is-back': engine.networkIsBack, 'wake-up': engine.wakeUp, suspend: engine.suspend }[
        order.signal
      ]();
    case 'command': {
      const { seq } = order;
      return void carryOut(engine, order.command).then((isSaved) => port.post({ type: 'done', seq, isSaved }));
    }
    case 'stop':
      return void engine.stop().then(() => port.post({ type: 'stopped' }));
  }
}

function carryOut(engine: Engine, command: Command): Promise<boolean> {
  if (command.verb === 'move') return engine.move(command.places);
  if ('hold' in command) return engine[command.verb](command.which, command.hold);
  return engine[command.verb](command.which);
}

/** For the log: name, message and stack, never the object, which may carry more. */
const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
