import type { Attribution, TokenRange } from "./attributions.ts";
import type { Reading } from "./reading.ts";

/**
 * Gives the quotations that stand alone as sentences, with nobody named for them, to the attribution beside them: those
 * right after it, or before quoted words, in the paragraph, the further paragraphs of one running quotation, and whole
 * paragraphs of quotation that follow. Nobody else is speaking.
 *
 * @param attributions in text order; one without source and cue is a quotation that nobody has yet
 */
export function addStandingQuotations(reading: Reading, attributions: readonly Attribution[]): Attribution[] {
  const { tokens, units, unitOf, quotationOf, quotations } = reading;
  const attributed = attributions.filter(({ cue, source }) => cue.length > 0 || source.length > 0);
  const added = attributed.map((): { before: TokenRange[]; after: TokenRange[] } => ({
    before: [],
    after: [],
  }));
  /** Which attribution has a quotation. */
  const ownerOf = new Map<number, number>();
  const inContent = new Uint8Array(tokens.length);
  attributed.forEach(({ content }, k) => {
    for (const range of content) {
      inContent.fill(1, range.start, range.end);
      for (let i = range.start; i < range.end; i++) if (quotationOf[i]! >= 0) ownerOf.set(quotationOf[i]!, k);
    }
  });

  /** The quotation that a unit consists of, if nobody has it yet. */
  const free = (u: number): number | null => {
    const unit = units[u];
    const q = unit ? quotationOf[unit.start]! : -1;
    return unit && q >= 0 && !ownerOf.has(q) && standsAlone(reading, unit) ? q : null;
  };
  const paragraphOf = (u: number): number => tokens[units[u]!.start]!.paragraph;
  const isQuoted = ({ content }: Attribution): boolean =>
    content.some(({ start, end }) => quotationOf[start] !== -1 || quotationOf[end - 1] !== -1);
  /** Where an attribution speaks in the article's own voice; null for what somebody else is quoted as saying. */
  const placeOf = ({ cue }: Attribution): number | null => {
    const head = cue[0] && cue[0].end - 1;
    return head === undefined || inContent[head] === 1 ? null : head;
  };

  // The last saying of a sentence is the one that a quotation after it goes on with, so that they take turns from the end.
  for (let k = attributed.length - 1; k >= 0; k--) {
    const head = placeOf(attributed[k]!);
    if (head === null) continue;
    const { paragraph } = tokens[head]!;
    let u = unitOf[head]! + 1;
    // What it has already of such quotations is gone past.
    while (units[u] && ownerOf.get(quotationOf[units[u]!.start]!) === k && standsAlone(reading, units[u]!))
      u++;
    for (let q = free(u); q !== null; u++, q = free(u)) {
      const goesOn =
        paragraphOf(u) === paragraph ||
        quotations[q]!.continues ||
        (quotations[q]!.closed && isWholeParagraph(reading, u));
      if (!goesOn) break;
      ownerOf.set(q, k);
      added[k]!.after.push(units[u]!);
    }
  }
  attributed.forEach((attribution, k) => {
    const head = placeOf(attribution);
    if (head === null || !isQuoted(attribution)) return;
    for (let u = unitOf[head]! - 1, q = free(u); q !== null; u--, q = free(u)) {
      if (paragraphOf(u) !== tokens[head]!.paragraph && !quotations[q + 1]?.continues) break;
      ownerOf.set(q, k);
      added[k]!.before.unshift(units[u]!);
    }
  });
  const given = new Set(
    added.flatMap(({ before, after }) => [...before, ...after]).map(({ start }) => quotationOf[start]!),
  );
  const isGiven = ({ content }: Attribution): boolean =>
    content.every(({ start, end }) => given.has(quotationOf[start]!) && given.has(quotationOf[end - 1]!));
  let k = 0;
  return attributions.flatMap((attribution) => {
    if (attribution !== attributed[k]) return isGiven(attribution) ? [] : [attribution];
    const { before, after } = added[k++]!;
    return [{ ...attribution, content: [...before, ...attribution.content, ...after] }];
  });
}

function isWholeParagraph({ tokens, units }: Reading, u: number): boolean {
  const unit = units[u]!;
  const { paragraph } = tokens[unit.start]!;
  return tokens[unit.start - 1]?.paragraph !== paragraph && tokens[unit.end]?.paragraph !== paragraph;
}

function standsAlone({ quotationOf }: Reading, unit: TokenRange): boolean {
  for (let i = unit.start; i < unit.end; i++) if (quotationOf[i] === -1) return false;
  return true;
}
