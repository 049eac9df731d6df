import type { ReceiptView } from '../../../shared/ipc/contract/receipt.ts';

/** A receipt as text, for support and for one's own files. Holds no secret and no path of this computer. */
export function receiptDetails(receipt: ReceiptView): string {
  const { parts, lastCheck } = receipt;
  const time = (atMs: number): string => new Date(atMs).toISOString();
  const lines = [
    ['file', receipt.fileName],
    ['object', `${receipt.bucketName}/${receipt.objectName}`],
    ['fileId', receipt.fileId],
    ['bytes', receipt.bytes],
    ['sha1', receipt.sha1],
    ['sourceSha1', receipt.source?.sha1 ?? null],
    ['sourceBytes', receipt.source?.bytes ?? null],
    ['linked', receipt.linked],
    ['copiedParts', receipt.copiedParts],
    ['sentAgain', receipt.sentAgainBytes],
    ['queued', time(receipt.queuedAtMs)],
    ['verified', time(receipt.verifiedAtMs)],
    ...(lastCheck
      ? [
          ['verifiedAgain', time(lastCheck.atMs)],
          [
            'result',
            `${lastCheck.verdict} (${lastCheck.mode}, ${String(lastCheck.bytes)} bytes, ${lastCheck.against})`,
          ],
          ['differsAt', lastCheck.differsAt],
        ]
      : []),
    ...parts.map(({ partNumber, bytes, sha1 }) => [`part ${String(partNumber)}`, `${String(bytes)} ${sha1}`]),
  ];
  return lines
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${String(key)}: ${String(value)}`)
    .join('\n');
}
