import type { Named } from "./named.ts";
import type { NameMention } from "./names.ts";
import type { Token } from "./tokens.ts";

/** Paragraphs after which a mention is as good as none, and what each costs in doublings of frequency. */
const UNSEEN = 12;
const NEARNESS = 0.3;
/** What it is worth, in the same measure, to be the first of a surname, and to be named in full in the paragraph. */
const INTRODUCED_FIRST = 1.5;
const NAMED_HERE = 3;

/** Tells those who share a surname apart, while the names of a text are read in order. */
export interface Namesakes {
  /** Says where somebody is named for the first time, whatever is read first. */
  introduce: (index: number, name: NameMention) => void;
  /** Says that a name meant somebody. */
  saw: (index: number, name: NameMention) => void;
  /** Whom of several a name means. */
  choose: (candidates: readonly number[], name: NameMention) => number;
}

export function tellNamesakesApart(tokens: readonly Token[], named: readonly Named[]): Namesakes {
  const introducedAt = new Map<number, number>();
  const lastSeen = new Map<number, number>();
  /** The paragraph in which each person was last named in full, and how often the surname alone stood for each. */
  const namedInFull = new Map<number, number>();
  const bareCount = new Map<number, number>();
  return {
    introduce: (index, { start }) => void introducedAt.set(index, start),
    saw: (index, { start, parts }) => {
      const { paragraph } = tokens[start]!;
      lastSeen.set(index, paragraph);
      if (parts.length > 1) namedInFull.set(index, paragraph);
      else bareCount.set(index, (bareCount.get(index) ?? 0) + 1);
    },
    choose,
  };

  function choose(candidates: readonly number[], name: NameMention): number {
    const sex = name.sex;
    const fitting = candidates.filter(
      (index) => sex === "-" || named[index]!.sex === "-" || named[index]!.sex === sex,
    );
    const pool = fitting.length > 0 ? fitting : candidates;
    if (pool.length === 1) return pool[0]!;
    // The one whom the text introduced first and calls by the surname alone; the one whom it has just named in full.
    const { paragraph } = tokens[name.start]!;
    const first = pool.reduce((a, b) => ((introducedAt.get(b) ?? 0) < (introducedAt.get(a) ?? 0) ? b : a));
    const weight = (index: number): number => {
      const seen = lastSeen.get(index);
      const away = seen === undefined ? UNSEEN : Math.min(UNSEEN, paragraph - seen);
      return (
        Math.log2(1 + (bareCount.get(index) ?? 0)) +
        (index === first ? INTRODUCED_FIRST : 0) +
        (namedInFull.get(index) === paragraph ? NAMED_HERE : 0) -
        away * NEARNESS
      );
    };
    return pool.reduce((best, index) => (weight(index) > weight(best) ? index : best));
  }
}
