import { mix } from "./hashing.ts";

/** What the learnt stages read of each token: numbers only, computed once. */
export interface TokenCodes {
  count: number;
  /** Hash of the lower-cased word, digits read as 0 and typographic apostrophes as plain ones. */
  form: Int32Array;
  /** Hashes of the last two and three letters, and of the first three. */
  suffix2: Int32Array;
  suffix3: Int32Array;
  prefix3: Int32Array;
  /** Capitals, digits and hyphens, as a small number. */
  shape: Uint8Array;
  /** 1 where the token opens a sentence. */
  opens: Uint8Array;
  /** Index into the tagger's labels; filled by the tagger. */
  tag: Uint8Array;
}

const FNV_START = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** Lower-cases a unit; outside ASCII by the Unicode table. */
function lowerUnit(unit: number): number {
  if (unit < 128) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  if (unit === 0x2019) return 39;
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

/** Computes the codes of tokens given by their offsets; `opens` marks are left to the caller, as are the tags. */
export function encodeTokens(text: string, starts: ArrayLike<number>, ends: ArrayLike<number>): TokenCodes {
  const count = starts.length;
  const codes: TokenCodes = {
    count,
    form: new Int32Array(count),
    suffix2: new Int32Array(count),
    suffix3: new Int32Array(count),
    prefix3: new Int32Array(count),
    shape: new Uint8Array(count),
    opens: new Uint8Array(count),
    tag: new Uint8Array(count),
  };
  const units = new Uint16Array(64);
  for (let i = 0; i < count; i++) {
    const start = starts[i] as number;
    const end = ends[i] as number;
    const size = end - start;
    let h = FNV_START;
    let capitals = 0;
    let letters = 0;
    let digits = 0;
    let hyphens = 0;
    let firstCapital = 0;
    for (let k = 0; k < size; k++) {
      const unit = text.charCodeAt(start + k);
      let lower = lowerUnit(unit);
      if (lower !== unit && unit !== 0x2019) {
        capitals++;
        letters++;
        if (k === 0) firstCapital = 1;
      } else if (unit >= 48 && unit <= 57) {
        digits++;
        lower = 48;
      } else if (unit === 45) hyphens++;
      else if ((unit >= 97 && unit <= 122) || unit > 0x2fff || (unit >= 0xc0 && unit < 0x2000)) letters++;
      h = Math.imul(h ^ lower, FNV_PRIME);
      if (k < 64) units[k] = lower;
    }
    codes.form[i] = h;
    const stored = Math.min(size, 64);
    const last0 = stored > 0 ? units[stored - 1]! : 0;
    const last1 = stored > 1 ? units[stored - 2]! : 0;
    const last2 = stored > 2 ? units[stored - 3]! : 0;
    codes.suffix2[i] = last0 | (last1 << 16);
    codes.suffix3[i] = mix(last0 | (last1 << 16), last2);
    codes.prefix3[i] = mix(units[0]! | ((stored > 1 ? units[1]! : 0) << 16), stored > 2 ? units[2]! : 0);
    codes.shape[i] =
      (letters === 0
        ? 0
        : capitals === 0
          ? 1
          : capitals === letters && letters > 1
            ? 2
            : firstCapital
              ? 3
              : 4) +
      (digits ? 5 : 0) +
      (hyphens && size > 1 ? 10 : 0);
  }
  return codes;
}
