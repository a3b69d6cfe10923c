/** What becomes of the statements of one revision in the next: who said the same, or nearly the same, there. Pure. */
import { diffArrays } from "diff";
import type { ReAnchoringOutcome } from "../../database/generated/client.ts";
import { listsBy } from "../../lists-by.ts";
import { readWords } from "../quote-checks/read-words.ts";

/** A statement as the engine found it. */
export interface FoundStatement {
  readonly id: bigint;
  /** The speaker that its speaker counts as; null where nobody could be determined. */
  readonly speakerId: bigint | null;
  readonly text: string;
  /** Code point of the revision's text at which its content begins. */
  readonly start: number;
}

export interface ReAnchored {
  readonly statementId: bigint;
  readonly outcome: ReAnchoringOutcome;
  readonly continuedById: bigint | null;
}

/**
 * Share of the words of both that must stand in both, in the same order, for one to be the other altered (2 × common
 * / all). Below it more than a third of each is new, and the two have often no more than the speaker's subject in common.
 */
const leastLikeness = 0.65;
/** Statements of the same speaker, the nearest in order, that a statement without its like is compared with. */
const comparedMost = 20;
/** Words removed and added beyond which two long statements are not compared to their ends. */
const editsMost = 400;

interface Read {
  readonly statement: FoundStatement;
  readonly words: readonly string[];
  /** How often it has each of them. */
  readonly counts: ReadonlyMap<string, number>;
  /** What makes two statements the same words of the same speaker. */
  readonly key: string;
  readonly order: number;
}

/**
 * Finds, for each earlier statement, the later one that carries it on: `exact` has the same words at the same place,
 * `moved` has them elsewhere, `altered` has words of the same speaker that are like them; what has none is `gone`.
 * A later statement carries on one earlier one at most. Case, punctuation and accents make no difference.
 *
 * Both lists are in the order of their texts. Linear in the words, but for a bounded number of comparisons.
 */
export function reAnchor(earlier: readonly FoundStatement[], later: readonly FoundStatement[]): ReAnchored[] {
  const [old, fresh] = [earlier.map(read), later.map(read)];
  const taken = new Set<Read>();
  const fates = new Map<Read, ReAnchored>();
  const pair = (one: Read, other: Read, outcome: ReAnchoringOutcome): void => {
    taken.add(other);
    fates.set(one, { statementId: one.statement.id, outcome, continuedById: other.statement.id });
  };
  // Those that stayed where they were go first: of two alike, the other one is the one that moved.
  for (const stay of [true, false]) {
    const placeOf = ({ key, statement }: Read): string => (stay ? `${statement.start}|${key}` : key);
    const free = listsBy(
      fresh.filter((one) => !taken.has(one)),
      placeOf,
    );
    for (const one of old.filter((other) => !fates.has(other))) {
      const same = free.get(placeOf(one))?.shift();
      if (same !== undefined) pair(one, same, stay ? "exact" : "moved");
    }
  }
  const alike = likePairs(
    old.filter((one) => !fates.has(one)),
    fresh.filter((one) => !taken.has(one)),
  );
  for (const { one, other } of alike) {
    if (!fates.has(one) && !taken.has(other)) pair(one, other, "altered");
  }
  return old.map(
    (one) => fates.get(one) ?? { statementId: one.statement.id, outcome: "gone", continuedById: null },
  );
}

function read(statement: FoundStatement, order: number): Read {
  const words = readWords(statement.text).words.map(({ key }) => key);
  // A statement of signs only has no words; its signs stand for them.
  const said = words.length === 0 ? [statement.text.trim()] : words;
  const counts = new Map<string, number>();
  for (const word of said) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { statement, words: said, counts, key: `${statement.speakerId ?? ""}|${said.join(" ")}`, order };
}

/** Pairs of the same speaker that are alike, the likest first. */
function likePairs(old: readonly Read[], fresh: readonly Read[]): { one: Read; other: Read }[] {
  const bySpeaker = listsBy(fresh, ({ statement }) => statement.speakerId);
  return old
    .flatMap((one) => {
      const said = bySpeaker.get(one.statement.speakerId) ?? [];
      return nearest(said, one.order).map((other) => ({
        one,
        other,
        likeness: likenessOf(one, other),
      }));
    })
    .filter(({ likeness }) => likeness >= leastLikeness)
    .toSorted((a, b) => b.likeness - a.likeness);
}

/** The few that stand nearest, by their place in the order, to a place; `list` is in order. */
function nearest(list: readonly Read[], order: number): readonly Read[] {
  const after = list.findIndex((one) => one.order >= order);
  const middle = after < 0 ? list.length : after;
  const first = Math.max(0, Math.min(middle - comparedMost / 2, list.length - comparedMost));
  return list.slice(first, first + comparedMost);
}

/** Share of the words that both have in the same order, 0 to 1; 0 where it is certainly below `leastLikeness`. */
function likenessOf(one: Read, other: Read): number {
  const [a, b] = [one.words, other.words];
  const all = a.length + b.length;
  const edits = Math.floor((1 - leastLikeness) * all);
  // Most have too few words in common, in whatever order: only the others are aligned, which takes far longer.
  if (all - 2 * sharedWords(one, other) > edits) return 0;
  const steps = diffArrays([...a], [...b], { maxEditLength: Math.min(edits, editsMost) });
  if (steps === undefined) return 0;
  const common = steps.reduce((sum, { added, removed, count }) => sum + (added || removed ? 0 : count), 0);
  return (2 * common) / all;
}

function sharedWords(one: Read, other: Read): number {
  let shared = 0;
  for (const [word, count] of one.counts) shared += Math.min(count, other.counts.get(word) ?? 0);
  return shared;
}
