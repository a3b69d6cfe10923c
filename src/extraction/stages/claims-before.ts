/** What a denial or confirmation takes up of what was said before it, where that is certain. */
import { REPORTING_VERBS, wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { ClaimInput } from "./claims.ts";
import { clauseIn } from "./propositions.ts";
import type { Reading } from "./reading.ts";

/** What a statement is about: a proposition, and the earlier statement that has it or says the same. */
export interface About {
  readonly range: TokenRange;
  readonly before: number | null;
}

/** The statements of a text, as far as they have been read. */
export interface Told {
  readonly reading: Reading;
  readonly statements: readonly ClaimInput[];
  /** Whether a statement neither confirms nor denies anything. */
  readonly open: (index: number) => boolean;
  /** The claim that an earlier statement was linked to. */
  readonly claimOf: (index: number) => TokenRange | null;
}

const FUNCTION_WORDS = wordClass("tells no claim from another");
const NOT = new Set(["not", "n't", "never", "no", "nor", "neither", "none", "nobody"]);
/** How many statements back words are looked for: constant cost per statement. */
const LOOK_BACK = 40;
/** Words of a content that are compared. */
const MOST_WORDS = 80;
/** Of two clauses that say the same, one may say it with so many times the words of the other. */
const MORE_WORDS = 2;

/**
 * The nearest earlier statement of somebody else that says what a clause says, so that what is settled of the clause is
 * settled of it too: who denies that they met denies that they met in Paris, and who confirms that they met in Paris
 * confirms that they met, but not the other way round.
 */
export function saidBefore(told: Told, index: number, clause: TokenRange): number | null {
  const { reading } = told;
  const wanted = wordsOf(told, index, clause);
  return nearest(told, index, (other, earlier) => {
    const words = wordsOf(told, other, earlier);
    const widens = told.claimOf(other) !== null && told.statements[index]!.stance === "confirms";
    const [fewer, more] = widens ? [words, wanted] : [wanted, words];
    return (
      fewer.size >= 2 &&
      more.size <= MORE_WORDS * fewer.size &&
      [...fewer].every((word) => more.has(word)) &&
      isNegated(reading, earlier) === isNegated(reading, clause) &&
      agreesInNumbers(reading, earlier, clause)
    );
  });
}

/**
 * The nearest earlier assertion that a noun phrase takes up: all its words stand there, and what it names is told there
 * for the first time ("signed an order" for "the existence of the order"; not "the order was wrong").
 */
export function takenUp(told: Told, index: number, phrase: TokenRange): About | null {
  const { reading } = told;
  const { tokens } = reading;
  const wanted = contentWords(reading, phrase);
  const definite = tokens
    .slice(phrase.start, phrase.end)
    .some(({ lower }) => lower === "the" || lower === "that" || lower === "those");
  if (wanted.size === 0 || !definite) return null;
  const before = nearest(told, index, (_, earlier) => {
    const words = contentWords(reading, earlier);
    return [...wanted].every((word) => words.has(word)) && tellsOf(tokens, earlier, wanted);
  });
  const range = before === null ? null : propositionOf(told, before);
  return range && { range, before };
}

/** Whether a clause does one of these deeds, or does something to one of these things that it tells of for the first time. */
function tellsOf(
  tokens: Reading["tokens"],
  { start, end }: TokenRange,
  wanted: ReadonlySet<string>,
): boolean {
  for (let i = start; i < end; i++) {
    const { lemma, pos, relation, head } = tokens[i]!;
    if (!wanted.has(lemma) || pos === "PROPN") continue;
    if (pos === "VERB") return true;
    // "a merger agreement": what a noun is told of with counts as the noun does.
    const noun = relation === "compound" || relation === "amod" ? tokens[head]! : tokens[i]!;
    if (noun.relation !== "dobj" && tokens[start]!.tag !== "EX") continue;
    let first = i - 1;
    while (first >= start && /^(?:ADJ|NOUN|PROPN|NUM)$/.test(tokens[first]!.pos)) first--;
    if (!/^(?:the|this|that|these|those)$/.test(tokens[first]?.lower ?? "") && tokens[first]?.tag !== "PRP$")
      return true;
  }
  return false;
}

/**
 * What "that story", "the accusation" or "it" means: the one thing that was said in the same sentence or the sentence
 * before; null where there were several, or only words of the same speaker's that are no claim.
 */
export function pointedTo(told: Told, index: number, pointer: TokenRange): About | null {
  const { reading, statements } = told;
  const { unitOf } = reading;
  const unit = unitOf[statements[index]!.sentence.start]!;
  const inUnit = (which: number): number[] => {
    const indices: number[] = [];
    for (let other = index - 1; other >= Math.max(0, index - LOOK_BACK); other--)
      if (unitOf[statements[other]!.sentence.end - 1] === which) indices.push(other);
    return indices;
  };
  const same = inUnit(unit);
  const [before, another] = same.length > 0 ? same : inUnit(unit - 1);
  if (before === undefined || another !== undefined) return null;
  const claim = told.claimOf(before);
  if (claim) return { range: claim, before };
  if (!told.open(before) || isSameSpeaker(statements, before, index)) return null;
  // Allegations that nobody has just brought forward are others, of which the article tells elsewhere.
  const last = reading.tokens.slice(pointer.start, pointer.end).findLast(({ pos }) => pos === "NOUN");
  if (last?.tag === "NNS" && statements[before]!.stance !== "accuses") return null;
  const range =
    propositionOf(told, before) ?? deedOfAccused(reading, statements[before]!, statements[index]!);
  return range && { range, before };
}

/** "accused the bank of fraud": the deed, where it is the accused that answers. */
function deedOfAccused({ tokens }: Reading, accusation: ClaimInput, { speakerEntry }: ClaimInput) {
  const [content] = accusation.content;
  if (!content || accusation.stance !== "accuses" || !speakerEntry) return null;
  const names = [speakerEntry.name, ...speakerEntry.aliases].flatMap((name) => name.toLowerCase().split(" "));
  for (let i = content.start + 1; i < content.end - 2; i++) {
    if (tokens[i]!.lower !== "of" || tokens[i + 1]!.tag !== "VBG") continue;
    const isAccused = tokens.slice(content.start, i).some(({ lower }) => names.includes(lower));
    return isAccused ? { start: i + 1, end: content.end } : null;
  }
  return null;
}

/** What an earlier statement is linked to; else what it asserts, if that is one clause whose subject is named. */
export function propositionOf(told: Told, index: number): TokenRange | null {
  const claim = told.claimOf(index);
  if (claim) return claim;
  const { content } = told.statements[index]!;
  const { tokens } = told.reading;
  const [only] = content;
  if (!only || content.length > 1) return null;
  const clause = clauseIn(told.reading, only);
  if (!clause) return null;
  const isWhole = tokens.slice(clause.end, only.end).every(({ pos }) => pos === "PUNCT");
  // Who calls it false that somebody denied something may mean the denial, or what was denied.
  const settles = tokens
    .slice(clause.start, clause.end)
    .some(({ lemma }) => /^(?:denies|confirms)$/.test(REPORTING_VERBS.get(lemma)?.stance ?? ""));
  const { pos, relation, tag, lower } = tokens[clause.start]!;
  const named =
    relation === "expl" || (pos !== "PRON" && tag !== "PRP$" && !/^th(?:is|at|ese|ose)$/.test(lower));
  return isWhole && named && !settles ? clause : null;
}

/** The nearest earlier statement of somebody else whose proposition passes; one that settled nothing is passed over. */
function nearest(
  told: Told,
  index: number,
  passes: (other: number, earlier: TokenRange) => boolean,
): number | null {
  const { statements, reading } = told;
  const at = statements[index]!.content[0]?.start ?? -1;
  for (let other = index - 1; other >= Math.max(0, index - LOOK_BACK); other--) {
    const [content] = statements[other]!.content;
    if (!content || isSameSpeaker(statements, other, index)) continue;
    const claim = told.claimOf(other);
    const holdsIt = content.start <= at && at < content.end;
    if (holdsIt || (!claim && !told.open(other))) continue;
    if (passes(other, claim ?? clauseIn(reading, content) ?? content)) return other;
  }
  return null;
}

const isSameSpeaker = (statements: readonly ClaimInput[], one: number, other: number): boolean =>
  statements[one]!.speaker !== null && statements[one]!.speaker === statements[other]!.speaker;

/** The words of a clause; where its subject is a pronoun, also those that name the speaker, whom it may mean. */
function wordsOf({ reading, statements }: Told, index: number, clause: TokenRange): Set<string> {
  const words = contentWords(reading, clause);
  const { source } = statements[index]!;
  if (source && reading.tokens[clause.start]!.pos === "PRON")
    for (const word of contentWords(reading, source)) words.add(word);
  return words;
}

function contentWords({ tokens }: Reading, { start, end }: TokenRange): Set<string> {
  const words = new Set<string>();
  for (let i = start; i < Math.min(end, start + MOST_WORDS); i++) {
    const { pos, lemma } = tokens[i]!;
    if ((pos === "NOUN" || pos === "PROPN" || pos === "VERB" || pos === "ADJ") && !FUNCTION_WORDS.has(lemma))
      words.add(lemma);
  }
  return words;
}

/** Whether a clause says that something is not so, as far as its number of negations tells. */
const isNegated = ({ tokens }: Reading, { start, end }: TokenRange): boolean =>
  tokens.slice(start, Math.min(end, start + MOST_WORDS)).filter(({ lower }) => NOT.has(lower)).length % 2 ===
  1;

/** Whether no number of one clause is another one in the other. */
function agreesInNumbers({ tokens }: Reading, one: TokenRange, other: TokenRange): boolean {
  const numbers = ({ start, end }: TokenRange): string[] =>
    tokens
      .slice(start, Math.min(end, start + MOST_WORDS))
      .flatMap(({ pos, lower }) => (pos === "NUM" ? lower : []));
  const [ofOne, ofOther] = [numbers(one), numbers(other)];
  return ofOne.length === 0 || ofOther.every((number) => ofOne.includes(number));
}
