import { hexOf } from './random.ts';

/** Twelve hex digits; also the id of the master key, which is how a client recognises a master key. */
export const accountIdFor = (seed: number): string => hexOf(12, seed, 'account');

export const bucketIdFor = (seed: number, seq: number): string => hexOf(24, seed, 'bucket', seq);

/** 25 characters, as the service makes them: cluster, account, number. The master key's id is the bare account id. */
export const keyIdFor = (accountId: string, seq: number): string => `002${accountId}${String(seq).padStart(10, '0')}`;

/** 31 characters beginning with `K002`. */
export const applicationKeyFor = (seed: number, keyName: string, seq: number): string =>
  `K002${Buffer.from(hexOf(64, seed, 'key', keyName, seq), 'hex')
    .toString('base64url')
    .slice(0, 27)}`;

/** Looks like the service's file ids, which tell small (`f1`) from large (`f2`) files and carry the time. */
export function fileIdFor(bucketId: string, kind: 'small' | 'large', seq: number, atMs: number): string {
  const [day = '', time = ''] = new Date(atMs).toISOString().split('T');
  const serial = seq.toString(16).padStart(16, '0');
  const stamp = `d${day.replaceAll('-', '')}_m${time.slice(0, 8).replaceAll(':', '')}`;
  const pod = `c002_v0001${String(seq % 1000).padStart(3, '0')}_t${String(seq % 60).padStart(4, '0')}`;
  return `4_z${bucketId}_f${kind === 'large' ? 2 : 1}${serial}_${stamp}_${pod}_u${String(atMs).padStart(14, '0')}`;
}
