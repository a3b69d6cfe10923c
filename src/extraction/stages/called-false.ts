/** What is called false: "that story is false", "claims that prices fell are a lie", "dismissed the report as nonsense". */
import { wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import { clauseIn, isFinite, opensClause } from "./propositions.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

const NOT_SO = wordClass("says that something is not so");
const NOT = new Set(["not", "n't", "never"]);
/** Tokens between a copula and what it says: "is simply and utterly false". */
const PREDICATE = 6;

/**
 * What a content calls false: "That story is false", "the claim that we paid is a lie", "it is not true that we paid".
 * The clause is null where it only points to something; null altogether where nothing is called false for certain, as
 * in "if that is false".
 *
 * @param named whether the cue names what follows it ("called the report false"), which needs no "is"
 */
export function calledFalse(
  reading: Reading,
  content: TokenRange,
  named: boolean,
): { clause: TokenRange | null; pointer: TokenRange } | null {
  const { tokens } = reading;
  let start = content.start;
  for (let i = content.start; i < content.end; i++) {
    if (tokens[i]!.sentence !== tokens[start]!.sentence) start = i;
    if (/^(?:if|whether)$/.test(tokens[i]!.lower)) return null;
    if (!isNotSo(tokens, i)) continue;
    const copula = copulaBefore(tokens, start, i);
    if (copula === null && !named) continue;
    // Of "said that the claim is false" the "that" is not the claim's; of "called the claim | that prices fell false" it is.
    const isLead = (at: number): boolean =>
      /^(?:PUNCT|CCONJ)$/.test(tokens[at]!.pos) || (copula !== null && opensClause(tokens, at));
    while (start < i && isLead(start)) start++;
    const subject = { start, end: copula ?? beforePredicate(tokens, start, i) };
    if (subject.end <= start) continue;
    return { clause: clauseAfter(reading, i, content.end) ?? clauseOf(reading, subject), pointer: subject };
  }
  return null;
}

/** "false", "a lie", "fake news"; "not true"; "no truth": what is said to be no fact, not a "false hope". */
function isNotSo(tokens: readonly Token[], i: number): boolean {
  const { lemma, lower, relation, head } = tokens[i]!;
  const before = tokens.slice(Math.max(0, i - 3), i).map((token) => token.lower);
  if (lower === "truth") return before.at(-1) === "no";
  if (lower === "true") return before.some((word) => NOT.has(word));
  if (!NOT_SO.has(lemma) && !NOT_SO.has(lower)) return false;
  const modifies = (relation === "amod" || relation === "compound") && head > i;
  return !before.some((word) => NOT.has(word)) && (!modifies || tokens[i + 1]?.lower === "news");
}

function copulaBefore(tokens: readonly Token[], start: number, predicate: number): number | null {
  for (let i = predicate - 1; i >= Math.max(start, predicate - PREDICATE); i--)
    if (tokens[i]!.lemma === "be" && isFinite(tokens[i]!)) return i;
  return null;
}

/** Where a phrase ends that "as a complete hoax" follows. */
function beforePredicate(tokens: readonly Token[], start: number, predicate: number): number {
  let end = predicate;
  while (
    end > start &&
    /^(?:as|a|an|completely|totally|utterly|simply|absolute|total|complete|["“‘'])$/.test(
      tokens[end - 1]!.lower,
    )
  )
    end--;
  return end;
}

/** The clause of "it is false that prices fell". */
function clauseAfter(reading: Reading, predicate: number, limit: number): TokenRange | null {
  const { tokens } = reading;
  for (
    let i = predicate + 1;
    i < Math.min(limit, predicate + PREDICATE) && !/^(?:,|and|or|but)$/.test(tokens[i]!.lower);
    i++
  )
    if (opensClause(tokens, i) && tokens[i]!.sentence === tokens[predicate]!.sentence)
      return clauseIn(reading, { start: i, end: limit });
  return null;
}

/** The clause of "the claim that prices fell", whose verb is not that of the sentence. */
function clauseOf(reading: Reading, subject: TokenRange): TokenRange | null {
  for (let i = subject.start; i < subject.end && !isFinite(reading.tokens[i]!); i++)
    if (opensClause(reading.tokens, i)) return clauseIn(reading, { start: i, end: subject.end });
  return null;
}

/** A clause without the verdict on it: "he took bribes" of "(dismissed claims that) he took bribes as nonsense". */
export function withoutVerdict({ tokens, quotations, quotationOf }: Reading, clause: TokenRange): TokenRange {
  for (let i = clause.end - 2; i > clause.start + 1; i--) {
    if (tokens[i]!.lower !== "as") continue;
    const quoted = quotations[quotationOf[i + 1] ?? -1]?.open === i + 1;
    for (let k = i + 1; k < Math.min(clause.end, i + PREDICATE); k++)
      if (quoted || isNotSo(tokens, k)) return { start: clause.start, end: i };
  }
  return clause;
}
