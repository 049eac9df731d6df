import { randomBytes } from 'node:crypto';
import type { SyncKind } from '../page/sync-call.ts';
import type { CdpSession } from './session.ts';
import type { CdpEvent } from './types.ts';

/** Answers one synchronous call of a page; a promise keeps the page standing still until it settles. */
export type SyncAnswer = (kind: SyncKind, text: string) => string | Promise<string>;

/** The proofs by which the host knows its own code in either world of a page. */
export interface SyncTokens {
  mainWorld: string;
  isolatedWorld: string;
}

type CallFrame = CdpEvent<'Debugger.paused'>['callFrames'][number];

interface Question {
  token: string;
  kind: SyncKind;
  text: string;
}

const ALLOWED: Record<keyof SyncTokens, readonly SyncKind[]> = {
  mainWorld: ['open', 'permission-check', 'permission-request', 'unload'],
  isolatedWorld: ['ipc', 'file', 'input'],
};

/** Fresh proofs for one page. */
export function createSyncTokens(): SyncTokens {
  return { mainWorld: randomBytes(16).toString('hex'), isolatedWorld: randomBytes(16).toString('hex') };
}

function isAllowed({ token, kind }: Question, tokens: SyncTokens): boolean {
  if (token === tokens.mainWorld) return ALLOWED.mainWorld.includes(kind);
  return token === tokens.isolatedWorld && ALLOWED.isolatedWorld.includes(kind);
}

async function evaluate(session: CdpSession, callFrameId: string, expression: string, returnByValue: boolean) {
  const params = { callFrameId, expression, returnByValue, silent: true };
  return (await session.send('Debugger.evaluateOnCallFrame', params)).result;
}

async function answerFrame(
  session: CdpSession,
  frame: CallFrame,
  tokens: SyncTokens,
  onCall: SyncAnswer,
): Promise<void> {
  const { callFrameId } = frame;
  const asked = '({ token: request.token, kind: request.kind, text: request.text })';
  const question = (await evaluate(session, callFrameId, asked, true)).value as Question | undefined;
  if (!question || !isAllowed(question, tokens)) return;
  let answer: string;
  if (question.kind === 'file') {
    const { objectId } = await evaluate(session, callFrameId, 'request.subject', false);
    answer = objectId === undefined ? '' : (await session.send('DOM.getFileInfo', { objectId })).path;
  } else {
    answer = await onCall(question.kind, question.text);
  }
  await evaluate(session, callFrameId, `request.answer = ${JSON.stringify(answer)}`, true);
}

/** Answers the calls of page/sync-call.ts on one page. Other `debugger` statements of the page are passed over. */
export async function answerSyncCalls(session: CdpSession, tokens: SyncTokens, onCall: SyncAnswer): Promise<void> {
  session.on('Debugger.paused', ({ callFrames }) => {
    const caller = callFrames[1]; // the first is pauseForHost
    const isOurs = caller?.functionName === 'chromiumHostSyncCall';
    const done = isOurs ? answerFrame(session, caller, tokens, onCall) : Promise.resolve();
    done
      .catch((error: unknown) => {
        if (!session.isGone) console.error('chromium-host: a synchronous call of the page failed:', error);
      })
      .finally(() => session.post('Debugger.resume'));
  });
  await session.send('Debugger.enable', { maxScriptsCacheSize: 0 });
}
