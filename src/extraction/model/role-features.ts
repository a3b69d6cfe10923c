import type { TokenizedText } from "../stages/tokens.ts";
import type { Evidence } from "./evidence.ts";
import { pair } from "./hashing.ts";

/** Upper bound of what `roleFeatures` writes. */
export const ROLE_FEATURES = 96;

const NONE = 0x1b873593;

/** Distances in a few steps: exact up to 3, then 4-5, 6-9, 10-19, 20 and more; the sign kept. */
export function step(distance: number): number {
  const size = Math.abs(distance);
  const bucket = size < 4 ? size : size < 6 ? 4 : size < 10 ? 5 : size < 20 ? 6 : 7;
  return distance < 0 ? bucket + 8 : bucket;
}

/** The word at `k`, or what stands for none outside [`from`, `to`). */
function wordAt(form: Int32Array, k: number, from: number, to: number): number {
  return k < from || k >= to ? NONE : form[k]!;
}

/** The small number (a tag, a label) at `k`, or `nothing` outside [`from`, `to`). */
function smallAt(values: Uint8Array, k: number, from: number, to: number, nothing: number): number {
  return k < from || k >= to ? nothing : values[k]!;
}

/**
 * Writes the features by which a token is read as part of a source, a cue or a content, whatever stands around it;
 * returns how many.
 */
export function roleFeatures(
  { codes, tree }: TokenizedText,
  e: Evidence,
  i: number,
  out: Int32Array,
): number {
  const { form, tag, suffix3, prefix3 } = codes;
  const { head, relation } = tree;
  const from = e.paragraphStart[i]!;
  const to = e.paragraphEnd[i]!;
  const w0 = form[i]!;
  const t0 = tag[i]!;
  const before = wordAt(form, i - 1, from, to);
  const after = wordAt(form, i + 1, from, to);
  const tb = smallAt(tag, i - 1, from, to, 63);
  const ta = smallAt(tag, i + 1, from, to, 63);
  let n = 0;
  out[n++] = pair(1, w0, 0);
  out[n++] = pair(2, before, 0);
  out[n++] = pair(3, after, 0);
  out[n++] = pair(4, wordAt(form, i - 2, from, to), 0);
  out[n++] = pair(5, wordAt(form, i + 2, from, to), 0);
  out[n++] = pair(6, before, w0);
  out[n++] = pair(7, w0, after);
  out[n++] = pair(11, 0, (tb * 64 + t0) * 64 + ta);
  out[n++] = pair(12, 0, (smallAt(tag, i - 2, from, to, 63) * 64 + tb) * 64 + t0);
  out[n++] = pair(13, 0, (t0 * 64 + ta) * 64 + smallAt(tag, i + 2, from, to, 63));
  out[n++] = pair(14, w0, tb);
  out[n++] = pair(15, w0, ta + 64);
  out[n++] = pair(16, suffix3[i]!, t0);
  out[n++] = pair(17, prefix3[i]!, t0);
  out[n++] = pair(19, before, after);
  out[n++] = pair(20, after, wordAt(form, i + 2, from, to));
  out[n++] = pair(21, wordAt(form, i - 2, from, to), before);

  // Quotation marks.
  const state = e.quote[i]!;
  const around = ((i > from ? e.quote[i - 1]! : 4) * 8 + state) * 8 + (i + 1 < to ? e.quote[i + 1]! : 4);
  out[n++] = pair(24, 0, around);
  out[n++] = pair(26, w0, state);
  if (state) {
    const open = e.quoteOpen[i]!;
    const close = e.quoteClose[i]!;
    const size = step(close - open - 1);
    const follows = close + 1 < to ? form[close + 1]! : NONE;
    const precedes = open > from ? form[open - 1]! : NONE;
    const last = close > open ? form[close - 1]! : NONE;
    out[n++] = pair(27, 0, (size * 16 + step(i - open)) * 8 + state);
    out[n++] = pair(28, follows, size);
    out[n++] = pair(29, precedes, size);
    out[n++] = pair(30, last, size * 2 + (open === from ? 1 : 0));
    out[n++] = pair(31, wordAt(form, close + 2, from, to), follows);
    out[n++] = pair(
      32,
      0,
      (size * 2 + (open === e.sentenceStart[open]! ? 1 : 0)) * 64 + (close + 1 < to ? tag[close + 1]! : 63),
    );
    out[n++] = pair(
      33,
      0,
      (size * 64 + tag[Math.min(open + 1, to - 1)]!) * 64 + smallAt(tag, open - 1, from, to, 63),
    );
  } else {
    // The nearest quotation in the paragraph on either side, as far as five tokens away.
    for (let k = 1; k <= 5; k++)
      if (i - k >= from && e.quote[i - k]) {
        const open = e.quoteOpen[i - k]!;
        out[n++] = pair(34, form[Math.max(from, i - k - 1)]!, k * 16 + step(i - k - open));
        out[n++] = pair(35, w0, k);
        out[n++] = pair(36, 0, k * 64 + t0);
        break;
      }
    for (let k = 1; k <= 5; k++)
      if (i + k < to && e.quote[i + k]) {
        out[n++] = pair(37, form[i + k - 1]!, k * 16 + step(e.quoteClose[i + k]! - i - k));
        out[n++] = pair(38, w0, k);
        out[n++] = pair(39, 0, k * 64 + t0);
        break;
      }
  }

  // Words that signal attribution, here and around.
  const cue = e.cue[i]!;
  const cb = e.cueBefore[i]!;
  const ca = e.cueAfter[i]!;
  const wcb = cb < 0 ? NONE : form[cb]!;
  const wca = ca < 0 ? NONE : form[ca]!;
  const stepBefore = cb < 0 ? 15 : step(i - cb);
  const stepAfter = ca < 0 ? 15 : step(ca - i);
  out[n++] = pair(40, 0, ((i > from ? e.cue[i - 1]! : 7) * 8 + cue) * 8 + (i + 1 < to ? e.cue[i + 1]! : 7));
  out[n++] = pair(41, wcb, stepBefore);
  out[n++] = pair(42, wca, stepAfter);
  out[n++] = pair(43, wcb, w0);
  out[n++] = pair(44, wca, w0);
  out[n++] = pair(45, 0, ((stepBefore * 16 + stepAfter) * 64 + t0) * 4 + state);
  out[n++] = pair(46, wcb, t0);
  out[n++] = pair(47, wca, t0);

  // Syntax.
  const r0 = relation[i]!;
  const h = head[i]!;
  const wh = h < 0 ? NONE : form[h]!;
  const th = h < 0 ? 62 : tag[h]!;
  const side = h < 0 ? 2 : h < i ? 1 : 0;
  out[n++] = pair(49, w0, r0);
  out[n++] = pair(50, wh, r0 * 4 + side);
  out[n++] = pair(51, 0, ((r0 * 64 + t0) * 64 + th) * 4 + side);
  const clause = e.clause[i]!;
  const governor = head[clause]!;
  const rc = relation[clause]!;
  const wg = governor < 0 ? NONE : form[governor]!;
  const sideOfGovernor = governor < 0 ? 2 : governor < i ? 1 : 0;
  out[n++] = pair(52, wg, rc * 4 + sideOfGovernor);
  out[n++] = pair(53, wg, ((rc * 64 + t0) * 4 + sideOfGovernor) | 0x100000);
  const sameClause =
    (i > e.sentenceStart[i]! ? (e.clause[i - 1] === clause ? 1 : 0) : 2) * 4 +
    (i + 1 < e.sentenceEnd[i]! ? (e.clause[i + 1] === clause ? 1 : 0) : 2);
  out[n++] = pair(54, wg, rc * 16 + sameClause);
  out[n++] = pair(55, 0, ((rc * 16 + sameClause) * 64 + t0) * 4 + sideOfGovernor);
  out[n++] = pair(56, form[clause]!, rc * 2 + (clause < i ? 1 : 0));
  if (governor >= 0) {
    const outer = e.clause[governor]!;
    const beyond = head[outer]!;
    out[n++] = pair(
      57,
      beyond < 0 ? NONE : form[beyond]!,
      (relation[outer]! * 64 + rc) * 4 + (beyond < 0 ? 2 : beyond < i ? 1 : 0),
    );
    out[n++] = pair(58, 0, (e.cue[governor]! * 64 + rc) * 64 + t0);
    out[n++] = pair(
      59,
      0,
      ((e.cue[governor]! * 8 + (beyond < 0 ? 7 : e.cue[beyond]!)) * 64 + rc) * 64 + relation[outer]!,
    );
  }
  const phrase = e.phrase[i]!;
  const over = head[phrase]!;
  const rp = relation[phrase]!;
  const wo = over < 0 ? NONE : form[over]!;
  const edges = (e.edgeLeft[phrase] === i ? 1 : 0) + (e.edgeRight[phrase] === i ? 2 : 0);
  out[n++] = pair(60, wo, rp * 4 + (over < i ? 1 : 0));
  out[n++] = pair(61, wo, (rp * 64 + t0) | 0x200000);
  out[n++] = pair(62, 0, ((rp * 4 + edges) * 8 + (over < 0 ? 7 : e.cue[over]!)) * 64 + t0);
  out[n++] = pair(63, wo, rp * 4 + edges + 0x400000);
  out[n++] = pair(64, form[phrase]!, rp);
  out[n++] = pair(65, 0, (rp * 64 + (over < 0 ? 63 : relation[e.phrase[over]!]!)) * 64 + r0);
  const upper = over < 0 ? -1 : e.phrase[over]!;
  const beyondPhrase = upper < 0 ? -1 : head[upper]!;
  out[n++] = pair(
    66,
    beyondPhrase < 0 ? NONE : form[beyondPhrase]!,
    rp * 64 + (upper < 0 ? 63 : relation[upper]!),
  );
  const children = e.children[i]!;
  if (children) {
    const subject = e.subject[i]!;
    out[n++] = pair(68, w0, children);
    out[n++] = pair(69, w0, subject < 0 ? NONE : form[subject]!);
    out[n++] = pair(71, 0, ((cue * 64 + (subject < 0 ? 63 : tag[subject]!)) << 6) + r0);
  }

  // Words of like meaning.
  const f0 = e.fine[i]!;
  const c0 = e.coarse[i]!;
  const cBefore = i > from ? e.coarse[i - 1]! : 65;
  const cAfter = i + 1 < to ? e.coarse[i + 1]! : 65;
  out[n++] = pair(76, 0, f0);
  out[n++] = pair(78, 0, cBefore * 128 + c0);
  out[n++] = pair(79, 0, c0 * 128 + cAfter);
  out[n++] = pair(82, 0, f0 * 64 + r0);
  if (h >= 0) out[n++] = pair(83, 0, (e.fine[h]! * 64 + r0) * 4 + side);
  if (governor >= 0) out[n++] = pair(84, 0, (e.fine[governor]! * 64 + rc) * 4 + sideOfGovernor);
  if (over >= 0) out[n++] = pair(85, 0, (e.fine[over]! * 64 + rp) * 4 + edges);
  if (children) out[n++] = pair(87, e.fine[i]!, children);

  // The sentence and its place.
  const s = e.sentenceStart[i]!;
  const end = e.sentenceEnd[i]!;
  out[n++] = pair(72, form[s]!, step(i - s));
  out[n++] = pair(
    73,
    0,
    (e.quote[s]! * 8 + e.quote[end - 1]!) * 4 + state + (s === from ? 512 : 0) + (end === to ? 1024 : 0),
  );
  out[n++] = pair(74, form[end - 1]!, (from === s ? 1 : 0) + (end === to ? 2 : 0));
  out[n++] = pair(75, 0, (step(i - s) * 16 + step(end - i)) * 64 + t0);
  return n;
}
