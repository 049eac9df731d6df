import type { FaultSubject } from '../faults/rules.ts';
import type { LogEntry } from '../log.ts';
import type { Service } from '../service.ts';
import type { Exchange } from './exchange.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Decoded as far as it can be: a bad name is refused later, by its rule. */
function headerName({ req }: Exchange): string | undefined {
  const encoded = text(req.headers['x-bz-file-name']);
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return encoded; // not percent-encoded at all
  }
}

function askedFor(exchange: Exchange): { fileId: string | undefined; fileName: string | undefined } {
  const { route, input } = exchange;
  const [first, second] = route.rest;
  if (route.operation === 'b2_upload_part') return { fileId: first, fileName: undefined };
  if (route.operation === 'b2_upload_file') return { fileId: undefined, fileName: headerName(exchange) };
  if (route.operation === 'b2_download_file_by_name') return { fileId: undefined, fileName: second };
  const fields = { ...Object.fromEntries(route.query), ...(input as Record<string, unknown> | undefined) };
  return { fileId: text(fields['largeFileId']) ?? text(fields['fileId']), fileName: text(fields['fileName']) };
}

function partNumberOf({ req, input }: Exchange): number | undefined {
  const header = req.headers['x-bz-part-number'];
  const given = header ?? (input as Record<string, unknown> | undefined)?.['partNumber'];
  const partNumber = given === undefined ? Number.NaN : Number(given);
  return Number.isInteger(partNumber) ? partNumber : undefined;
}

/** Notes in the log what the call is about, and answers it for the fault rules. */
export function identify(service: Service, exchange: Exchange): FaultSubject {
  const { entry, route } = exchange;
  const { fileId, fileName } = askedFor(exchange);
  const about: Partial<LogEntry> = {
    fileId,
    fileName: fileName ?? service.store.tables.files.get(fileId ?? '')?.fileName,
    partNumber: partNumberOf(exchange),
  };
  Object.assign(entry, about);
  return { operation: route.operation, partNumber: entry.partNumber, fileName: entry.fileName };
}
