import { corsHeaders, matchCorsRule } from '../rules/cors.ts';
import type { Runtime } from '../runtime.ts';
import type { BucketRecord } from '../store/model.ts';
import { bucketByName } from '../store/store.ts';
import { B2Refusal } from '../errors.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { Route } from './route.ts';

/** Adds the headers that let a web page of another origin read the answer, when a rule of the bucket allows it. */
export function allowOrigin({ req, res, route }: Exchange, bucket: BucketRecord | undefined): void {
  const { origin } = req.headers;
  if (origin === undefined || bucket === undefined) return;
  const rule = matchCorsRule(bucket.corsRules, { origin, operation: route.operation, headers: [] });
  if (rule === undefined) return;
  for (const [name, value] of Object.entries(corsHeaders(rule, origin))) res.setHeader(name, value);
}

function bucketOf({ service }: Runtime, route: Route): BucketRecord | undefined {
  const [target = ''] = route.rest;
  const { buckets, files } = service.store.tables;
  if (route.operation === 'b2_download_file_by_name') return bucketByName(service.store, target);
  if (route.operation === 'b2_upload_file') return buckets.get(target);
  const fileId = route.operation === 'b2_upload_part' ? target : (route.query.get('fileId') ?? '');
  return buckets.get(files.get(fileId)?.bucketId ?? '');
}

/**
 * The answer to a preflight request: what the first matching rule allows, else 403.
 * https://www.backblaze.com/docs/cloud-storage-cross-origin-resource-sharing-rules
 */
export function preflightAnswer(
  runtime: Runtime,
  route: Route,
  asked: { origin: string | undefined; method: string | undefined; headers: string | undefined },
): Answer {
  const { origin = '', method = '' } = asked;
  const headers = (asked.headers ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const rules = bucketOf(runtime, route)?.corsRules ?? [];
  const rule = matchCorsRule(rules, { origin, operation: route.operation, headers });
  if (rule === undefined) throw new B2Refusal(403, 'access_denied', 'This CORS request is not allowed.');
  return {
    status: 200,
    headers: {
      ...corsHeaders(rule, origin),
      'Access-Control-Allow-Methods': method,
      'Access-Control-Allow-Headers': headers.join(', '),
      'Access-Control-Max-Age': rule.maxAgeSeconds,
    },
    body: '',
  };
}
