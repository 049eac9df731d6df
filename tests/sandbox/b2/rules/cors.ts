import { badRequest } from '../errors.ts';
import type { CorsRule } from '../store/model.ts';

const maxRules = 100;
const maxRuleBytes = 1000;
const corsOperations: ReadonlySet<string> = new Set([
  'b2_download_file_by_id',
  'b2_download_file_by_name',
  'b2_upload_file',
  'b2_upload_part',
  's3_delete',
  's3_get',
  's3_head',
  's3_post',
  's3_put',
]);

function ruleFault(rule: CorsRule): string | undefined {
  if (!/^[A-Za-z0-9-]{6,50}$/.test(rule.corsRuleName)) return 'name must be 6 to 50 letters, digits or hyphens';
  if (rule.corsRuleName.startsWith('b2-')) return 'name must not start with b2-';
  if (rule.allowedOrigins.length === 0) return 'needs an origin';
  if (rule.allowedOperations.length === 0) return 'needs an operation';
  const unknown = rule.allowedOperations.find((operation) => !corsOperations.has(operation));
  if (unknown !== undefined) return `unknown operation ${unknown}`;
  if (rule.maxAgeSeconds < 0 || rule.maxAgeSeconds > 86_400) return 'maxAgeSeconds must be 0 to 86400';
  const words = [
    rule.corsRuleName,
    ...rule.allowedOrigins,
    ...rule.allowedOperations,
    ...(rule.allowedHeaders ?? []),
    ...(rule.exposeHeaders ?? []),
  ];
  return Buffer.byteLength(words.join('')) >= maxRuleBytes ? `must be smaller than ${maxRuleBytes} bytes` : undefined;
}

/** https://www.backblaze.com/docs/cloud-storage-cross-origin-resource-sharing-rules */
export function checkCorsRules(rules: readonly CorsRule[]): void {
  if (rules.length > maxRules) throw badRequest(`more than ${maxRules} CORS rules`);
  for (const rule of rules) {
    const fault = ruleFault(rule);
    if (fault !== undefined) throw badRequest(`CORS rule ${rule.corsRuleName}: ${fault}`);
  }
  const names = new Set(rules.map((rule) => rule.corsRuleName));
  if (names.size < rules.length) throw badRequest('two CORS rules have the same name');
}

const wildcard = (pattern: string, text: string): boolean => {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i').test(text);
};

/** `https` alone stands for every origin of that scheme. */
const originMatches = (pattern: string, origin: string): boolean =>
  /^https?$/.test(pattern) ? origin.startsWith(`${pattern}://`) : wildcard(pattern, origin);

const headersAllowed = (rule: CorsRule, headers: readonly string[]): boolean =>
  headers.every((header) => (rule.allowedHeaders ?? []).some((pattern) => wildcard(pattern, header)));

export interface CorsRequest {
  origin: string;
  operation: string;
  /** Of a preflight: what Access-Control-Request-Headers lists. */
  headers: readonly string[];
}

/** The first rule that allows the request. */
export function matchCorsRule(rules: readonly CorsRule[], request: CorsRequest): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.allowedOperations.includes(request.operation) &&
      rule.allowedOrigins.some((pattern) => originMatches(pattern, request.origin)) &&
      headersAllowed(rule, request.headers),
  );
}

/** Headers that a cross-origin answer carries under the rule that allowed it. */
export function corsHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const headers: Record<string, string> = {
    'Access-Control-Allow-Origin': rule.allowedOrigins.includes('*') ? '*' : origin,
    Vary: 'Origin',
  };
  if ((rule.exposeHeaders ?? []).length > 0)
    headers['Access-Control-Expose-Headers'] = rule.exposeHeaders?.join(', ') ?? '';
  return headers;
}
