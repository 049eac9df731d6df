import type { z } from 'zod';
import { bad, good, type Outcome } from '../../ports.ts';
import { badAnswer, fromHttp } from './errors.ts';
import { createExchange, type Answer } from './exchange.ts';
import type { Agents } from './http-agents.ts';

export const jsonDeadlines = { stallMs: 15_000, answerMs: 30_000 } as const;

/** An answer as a value of the wanted shape; a 2xx of another shape did not come from the service. */
export function readAs<T extends z.ZodType>(shape: T, answer: Answer, isUpload: boolean): Outcome<z.infer<T>> {
  if (answer.status < 200 || answer.status >= 300) return bad(fromHttp({ ...answer, isUpload }));
  const parsed = shape.safeParse(answer.body);
  return parsed.success ? good(parsed.data) : bad(badAnswer);
}

/** A call that the SDK does not have: POST with a JSON body, JSON back. */
export async function postJson<T extends z.ZodType>(
  agents: Agents,
  call: { url: string; token: string; input: object; shape: T; signal: AbortSignal },
): Promise<Outcome<z.infer<T>>> {
  const body = JSON.stringify(call.input);
  const request = agents.request(new URL(call.url), {
    method: 'POST',
    headers: {
      Authorization: call.token,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    },
  });
  const exchange = createExchange(request, jsonDeadlines, call.signal);
  exchange.end(body);
  const answer = await exchange.answer;
  return answer.ok ? readAs(call.shape, answer.value, false) : answer;
}
