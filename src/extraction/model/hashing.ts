/** Integer hashing for features: every feature of a learnt model is a 32-bit number, mixed from those of its parts. */

const PRIME = 0x01000193;

/** Mixes two numbers into one 32-bit hash (the finishing steps of MurmurHash3, public domain). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0xcc9e2d51), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** FNV-1a over the UTF-16 units of a string. */
export function hashText(text: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
  return h;
}

/** A quicker hash of the kind of a feature and two numbers, of which `a` is a hash already or 0. */
export function pair(kind: number, a: number, b: number): number {
  return Math.imul(Math.imul(a ^ 0x5bd1e995, 0x85ebca6b) ^ (b + Math.imul(kind, 0x632be5ab)), 0xc2b2ae35);
}
