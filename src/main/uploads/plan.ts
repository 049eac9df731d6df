import type { PartPlan } from '../../shared/domain/upload.ts';

/** The service's limits (`b2_authorize_account` tells the two sizes; the others are its documented constants). */
export interface PartLimits {
  readonly absoluteMinimumPartBytes: number;
  readonly recommendedPartBytes: number;
}
export const maxPartCount = 10_000;
export const maxPartBytes = 5_000_000_000;
export const maxFileBytes = 10_000_000_000_000;

/** Our own choice within the service's limits. */
export interface PlanRules {
  /** Up to here one request is cheaper than start, parts and finish, and little is lost when it is cut. */
  readonly singleMaxBytes: number;
  /** A part before anything was measured, and the largest of a file under 5 GB. */
  readonly defaultPartBytes: number;
  /** Up to here a file is hashed before it is sent: it takes no time, and what is already stored is not sent again. */
  readonly hashFirstMaxBytes: number;
}
export const planRules: PlanRules = {
  singleMaxBytes: 20_000_000,
  defaultPartBytes: 10_000_000,
  hashFirstMaxBytes: 64_000_000,
};
const secondsPerPart = 12;
/** From this size on a kill costs at most one percent of a file: that is the most of it that is ever in flight. */
const cheapKillFromBytes = 5_000_000_000;
const inFlightShare = 0.01;
/** As many connections as there may be: from 8 GB on all of them have a part each within that percent. */
const mostConnections = 16;
/** A file that is divided like its former version may have parts of any size. */
const fewestLanes = 4;

export interface PlanInput {
  readonly sizeBytes: number;
  readonly limits: PartLimits;
  /** Measured on one connection; null before anything was measured. */
  readonly bytesPerSecondPerConnection: number | null;
  readonly rules?: PlanRules;
}

/**
 * A part lasts 10–15 s at the measured rate where that is between what the service takes (5 MB) and what a lost part may
 * cost: 10 MB, or of a file of 5 GB and more a sixteenth of a percent.
 */
function choosePartBytes({
  sizeBytes,
  limits,
  bytesPerSecondPerConnection: rate,
  rules = planRules,
}: PlanInput): number {
  const { defaultPartBytes } = rules;
  const wanted = rate === null ? defaultPartBytes : rate * secondsPerPart;
  const cheapShare = Math.floor((sizeBytes * inFlightShare) / mostConnections);
  const isCheapKill = sizeBytes >= cheapKillFromBytes;
  const cheapToLose = isCheapKill ? Math.min(limits.recommendedPartBytes, cheapShare) : defaultPartBytes;
  const floor = Math.max(limits.absoluteMinimumPartBytes, Math.ceil(sizeBytes / maxPartCount));
  return Math.min(maxPartBytes, Math.max(floor, Math.ceil(Math.min(wanted, cheapToLose))));
}

/**
 * Divides a file for upload; null when the service cannot hold it (over 10 TB). Made once per upload and then
 * persisted: a running upload is never planned again.
 */
export function planParts(input: PlanInput): PartPlan | null {
  const { sizeBytes, limits, rules = planRules } = input;
  if (sizeBytes > maxFileBytes) return null;
  const partBytes = choosePartBytes(input);
  const isSmall = sizeBytes <= Math.max(rules.singleMaxBytes, limits.absoluteMinimumPartBytes);
  if (isSmall || sizeBytes <= partBytes) return { kind: 'single' };
  return { kind: 'parts', partBytes, partCount: Math.ceil(sizeBytes / partBytes) };
}

/** The same file divided like its former version, where the service takes that: equal parts are then found by number. */
export function planLike(
  plan: PartPlan,
  former: { readonly fileId: string; readonly partBytes: number },
  { sizeBytes, limits }: Pick<PlanInput, 'sizeBytes' | 'limits'>,
): PartPlan {
  const { fileId: copyFrom, partBytes } = former;
  const partCount = Math.ceil(sizeBytes / partBytes);
  const isPossible = partBytes >= limits.absoluteMinimumPartBytes && partBytes <= maxPartBytes;
  if (plan.kind === 'single' || !isPossible || partCount < 2 || partCount > maxPartCount) return plan;
  return { kind: 'parts', partBytes, partCount, copyFrom };
}

export type PartsPlan = PartPlan & { readonly kind: 'parts' };

/**
 * How many parts of one file may be in flight at once. Parts have a least size, so between 5 and 8 GB fewer connections
 * than there are keep a kill cheap; smaller files are sent as fast as the line goes.
 */
export function maxLanes({ partBytes }: Pick<PartsPlan, 'partBytes'>, sizeBytes: number): number {
  if (sizeBytes < cheapKillFromBytes) return Number.POSITIVE_INFINITY;
  return Math.max(fewestLanes, Math.floor((sizeBytes * inFlightShare) / partBytes));
}

export interface PartRange {
  readonly partNumber: number;
  readonly offset: number;
  readonly bytes: number;
}

/** Where part `partNumber` (from 1) lies in the file. */
export function partRange(plan: PartsPlan, sizeBytes: number, partNumber: number): PartRange {
  const offset = (partNumber - 1) * plan.partBytes;
  return { partNumber, offset, bytes: Math.min(plan.partBytes, sizeBytes - offset) };
}
