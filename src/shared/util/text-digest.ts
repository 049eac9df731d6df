/**
 * A short mark by which a text is known again (53 bits, after cyrb53 by bryc, public domain): whether it is still the one
 * that was shown. Not for secrets, and not against anybody.
 */
export function textDigest(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return `${text.length.toString(36)}-${(4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36)}`;
}
