import { dirname, join } from 'node:path';
import { builtInRules, type PublishRule, readRules } from '../../shared/domain/publish-rules.ts';
import { readFileIfThere } from '../lib/atomic-file.ts';

/** The rules that count, and whose they are. */
export interface RulesInForce {
  readonly rules: readonly PublishRule[];
  readonly source: 'built-in' | 'file';
  /** Where IT's own are looked for. */
  readonly file: string;
  /** What is wrong with them; then the built-in ones are used. */
  readonly fault: string | null;
}

/** IT's rules of publishing lie beside its policy. */
export const rulesFileBeside = (policyFile: string): string => join(dirname(policyFile), 'publish-rules.json');

/** Read each time: a file that was mended counts at the next look. */
export function readRulesFile(file: string): RulesInForce {
  const builtIn = (fault: string | null): RulesInForce => ({ rules: builtInRules, source: 'built-in', file, fault });
  let text: string | undefined;
  try {
    text = readFileIfThere(file)?.toString('utf8');
  } catch {
    return builtIn('it cannot be read');
  }
  if (text === undefined) return builtIn(null);
  const read = readRules(text);
  return read.ok ? { rules: read.rules, source: 'file', file, fault: null } : builtIn(read.why);
}
