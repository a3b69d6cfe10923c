import type { TokenRange } from "./attributions.ts";
import type { Cue } from "./cues.ts";
import type { Reading } from "./reading.ts";

/**
 * Gives the quotations that stand alone as sentences, with nobody named for them, to the attribution beside them: those
 * right before or after in the paragraph, the further paragraphs of one running quotation, and whole paragraphs of
 * quotation that follow. Nobody else is speaking.
 *
 * @param attributions quotations with their attribution, in text order; their contents are added to
 * @param attributed all contents that are attributed already
 */
export function addStandingQuotations(
  reading: Reading,
  attributions: readonly { cue: Cue; content: TokenRange[] }[],
  attributed: readonly TokenRange[],
): void {
  const { tokens, units, unitOf, quotationOf, quotations } = reading;
  const used = new Set<number>();
  for (const range of attributed)
    for (let i = range.start; i < range.end; i++) if (quotationOf[i]! >= 0) used.add(quotationOf[i]!);

  /** The quotation that a unit consists of, if nobody has it yet. */
  const free = (u: number): number | null => {
    const unit = units[u];
    const q = unit ? quotationOf[unit.start]! : -1;
    return unit && q >= 0 && !used.has(q) && standsAlone(reading, unit) ? q : null;
  };
  const paragraphOf = (u: number): number => tokens[units[u]!.start]!.paragraph;

  for (const { cue, content } of attributions) {
    const unit = unitOf[cue.head]!;
    const { paragraph } = tokens[cue.head]!;
    for (let u = unit + 1, q = free(u); q !== null; u++, q = free(u)) {
      const goesOn =
        paragraphOf(u) === paragraph ||
        quotations[q]!.continues ||
        (quotations[q]!.closed && isWholeParagraph(reading, u));
      if (!goesOn) break;
      used.add(q);
      content.push(units[u]!);
    }
    for (let u = unit - 1, q = free(u); q !== null; u--, q = free(u)) {
      if (paragraphOf(u) !== paragraph && !quotations[q + 1]?.continues) break;
      used.add(q);
      content.unshift(units[u]!);
    }
  }
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
