import type { TokenizedText } from "../stages/tokens.ts";
import type { Evidence } from "./evidence.ts";
import { pair } from "./hashing.ts";
import type { Segments } from "./linking.ts";

/** Labels of a token: outside, or the first or a later token of a source, a cue or a content. */
export const ROLE_LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"] as const;
export const EDGE_FEATURES = 4;

/** Which label may follow which: a later token of a role needs an earlier one. */
export function allowedTransitions(labels: readonly string[]): Uint8Array {
  const allowed = new Uint8Array(labels.length * labels.length).fill(1);
  labels.forEach((before, a) =>
    labels.forEach((label, b) => {
      if (label.startsWith("I-") && before.slice(2) !== label.slice(2)) allowed[a * labels.length + b] = 0;
    }),
  );
  return allowed;
}

/** Writes the features that speak for one label following another at a token. */
export function edgeFeatures({ codes }: TokenizedText, e: Evidence, i: number, out: Int32Array): void {
  const from = e.paragraphStart[i]!;
  const tag = codes.tag[i]!;
  const quoteBefore = i > from ? e.quote[i - 1]! : 4;
  out[0] = 1;
  out[1] = pair(101, 0, (i > from ? codes.tag[i - 1]! : 63) * 64 + tag);
  out[2] = pair(102, 0, ((quoteBefore * 8 + e.quote[i]!) * 2 + codes.opens[i]!) * 64 + tag);
  out[3] = pair(103, codes.form[i]!, i > from && e.clause[i - 1] === e.clause[i] ? 1 : 0);
}

/** The runs that a labelling says are sources, cues and contents. */
export function segmentsOf(labels: ArrayLike<number>, certainty: ArrayLike<number>): Segments {
  const segments: Segments = { source: [], cue: [], content: [] };
  const lists = [segments.source, segments.cue, segments.content];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label % 2 === 0) continue;
    let end = i + 1;
    let sum = certainty[i]!;
    while (end < labels.length && labels[end] === label + 1) sum += certainty[end++]!;
    lists[(label - 1) / 2]!.push({ start: i, end, certainty: sum / (end - i) });
  }
  return segments;
}
