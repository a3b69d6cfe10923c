import type { TokenRange } from "../attributions.ts";
import type { Reading } from "../reading.ts";

/** An attribution with single roles, as the stages after the finders read it. */
export interface Attributed {
  cue: readonly TokenRange[];
  source: TokenRange | null;
  content: readonly TokenRange[];
}

/**
 * The words that tell the circumstances of a saying: those of its sentence, in the article's own voice, that belong to
 * no content and no source. The cue is among them.
 */
export interface Setting {
  /** Tokens, in text order. */
  tokens: readonly number[];
  /** Where the cue begins: what follows it is nearer to the saying than what precedes it. */
  cueAt: number;
}

const SOURCE = 1;
const CONTENT = 2;

/** Gives each attribution its setting; attributions of one sentence never lend each other their contents. */
export function settingsOf(reading: Reading, attributions: readonly Attributed[]): Setting[] {
  const { unitOf, units, quotationOf } = reading;
  const taken = new Uint8Array(reading.tokens.length);
  for (const { content, source } of attributions) {
    if (source) taken.fill(SOURCE, source.start, source.end);
    for (const range of content) taken.fill(CONTENT, range.start, range.end);
  }
  return attributions.map(({ cue, content, source }) => {
    const first = cue[0] ?? source ?? content[0];
    if (!first) return { tokens: [], cueAt: 0 };
    for (const range of cue) taken.fill(0, range.start, range.end);
    const unit = units[unitOf[first.start]!]!;
    const tokens: number[] = [];
    // A sentence of tens of thousands of words has no circumstances worth reading far from the cue.
    const from = Math.max(unit.start, first.start - 80);
    const to = Math.min(unit.end, first.end + 80);
    // Inside another's content only what follows the cue is this saying's own.
    const nested =
      taken[source?.start ?? first.start] === CONTENT && content.some((range) => range.start > first.end);
    for (let i = nested ? first.start : from; i < to; i++)
      if (!taken[i] && quotationOf[i] === -1) tokens.push(i);
    return { tokens, cueAt: first.start };
  });
}
