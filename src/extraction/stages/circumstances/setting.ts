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

/** How many attributions before and after one may hold it: they come in the order of the text. */
const NEIGHBOURS = 4;
/** A sentence of tens of thousands of words has no circumstances worth reading far from the cue. */
const REACH = 80;

/** Gives each attribution its setting; attributions of one sentence never lend each other their contents. */
export function settingsOf(reading: Reading, attributions: readonly Attributed[]): Setting[] {
  const { unitOf, units, quotationOf } = reading;
  const taken = new Uint8Array(reading.tokens.length);
  for (const { content, source } of attributions) {
    if (source) taken.fill(1, source.start, source.end);
    for (const range of content) taken.fill(1, range.start, range.end);
  }
  return attributions.map((own, k) => {
    const first = own.cue[0] ?? own.source ?? own.content[0];
    if (!first) return { tokens: [], cueAt: 0 };
    for (const range of own.cue) taken.fill(0, range.start, range.end);
    const beside = attributions.slice(Math.max(0, k - NEIGHBOURS), k + NEIGHBOURS + 1);
    const around = contentAround(beside, own, first.start);
    // What is told inside another's content has its circumstances there, and what else is told there has its own.
    const others = around && beside.flatMap((other) => rangesWithin(other, around));
    const isFree = (i: number): boolean => (others ? !others.some((range) => holds(range, i)) : !taken[i]);
    const { start, end } = around ?? units[unitOf[first.start]!]!;
    const tokens: number[] = [];
    for (let i = Math.max(start, first.start - REACH); i < Math.min(end, first.end + REACH); i++)
      if (isFree(i) && quotationOf[i] === -1) tokens.push(i);
    return { tokens, cueAt: first.start };
  });
}

const holds = ({ start, end }: TokenRange, at: number): boolean => at >= start && at < end;

/** The shortest content of another attribution that a token stands in; null where none does. */
function contentAround(beside: readonly Attributed[], own: Attributed, at: number): TokenRange | null {
  let found: TokenRange | null = null;
  for (const other of beside)
    for (const range of other === own ? [] : other.content)
      if (holds(range, at) && (!found || range.end - range.start < found.end - found.start)) found = range;
  return found;
}

const rangesWithin = ({ source, content }: Attributed, around: TokenRange): TokenRange[] =>
  [...content, ...(source ? [source] : [])].filter(
    (range) => range !== around && range.start >= around.start && range.end <= around.end,
  );
