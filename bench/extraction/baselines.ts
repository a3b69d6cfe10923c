import nlp from "compromise";
import { codePointsOf } from "../../src/extraction/code-points.ts";
import type { Article } from "./corpus.ts";
import type { Predicted } from "./score.ts";

type Range = [start: number, end: number];

const SAYING = /\b(?:said|says|say|told|tells|added|adds|asked|wrote|tweeted|announced|according to)\b/g;
const QUOTATION = /“[^”\n]+”|"[^"\n]+"/g;
const NAME = /\b(?:\p{Lu}[\p{L}.'’-]+)(?:\s+\p{Lu}[\p{L}.'’-]+)*|\b(?:he|she|they|He|She|They)\b/gu;

/**
 * The naive baseline: every verb of saying takes the nearest quotation of its sentence, or else the rest of it, and the
 * nearest capitalised words.
 */
export function nearestVerb({ text }: Article): Predicted[] {
  const codePoint = codePointsOf(text);
  const predictions: Predicted[] = [];
  for (const sentence of text.matchAll(/[^.!?\n]+(?:[.!?]+["”’]?|\n|$)/g)) {
    const shift = sentence.index;
    const ranges = (pattern: RegExp): Range[] =>
      [...sentence[0].matchAll(pattern)].map((found) => [
        shift + found.index,
        shift + found.index + found[0].length,
      ]);
    const quotations = ranges(QUOTATION);
    for (const cue of ranges(SAYING)) {
      const outside = ranges(NAME).filter(
        ([start]) => !quotations.some((quotation) => start >= quotation[0] && start < quotation[1]),
      );
      const content = nearest(quotations, cue) ?? [cue[1], shift + sentence[0].length];
      const source = nearest(outside, cue);
      const count = (range: Range | undefined): Range[] =>
        range ? [[codePoint(range[0]), codePoint(range[1])]] : [];
      predictions.push({
        cue: count(cue),
        source: count(source),
        content: count(content),
        confidence: 1,
      });
    }
  }
  return predictions;
}

function nearest(ranges: readonly Range[], to: Range): Range | undefined {
  const distance = ([start, end]: Range): number => Math.max(start - to[1], to[0] - end);
  return ranges.reduce<Range | undefined>(
    (best, range) => (best === undefined || distance(range) < distance(best) ? range : best),
    undefined,
  );
}

/** What compromise's `quotations()` finds: contents alone, since it names neither cue nor speaker. */
export function compromiseQuotations({ text }: Article): Predicted[] {
  const codePoint = codePointsOf(text);
  const found = nlp(text).quotations().json({ offset: true }) as {
    offset: { start: number; length: number };
  }[];
  return found.map(({ offset }) => ({
    cue: [],
    source: [],
    content: [[codePoint(offset.start), codePoint(Math.min(text.length, offset.start + offset.length))]],
    confidence: 1,
  }));
}
