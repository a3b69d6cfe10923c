import { REPORTING_VERBS, STANCES_OF_CUES, wordClass } from "../lexicon/lexicon.ts";
import type { Stance } from "../statement.ts";
import type { TokenRange } from "./attributions.ts";
import { calledFalse, withoutVerdict } from "./called-false.ts";
import { pointedTo, propositionOf, saidBefore, takenUp, type About, type Told } from "./claims-before.ts";
import type { ResolvedSpeaker } from "./coreference.ts";
import { leftOpenIn } from "./left-open.ts";
import { clauseIn, deedIn, pointsBack } from "./propositions.ts";
import type { Reading } from "./reading.ts";
import { isOther } from "./sexes.ts";

/** What the claims are read from: one statement, its ranges counting tokens. */
export interface ClaimInput {
  cue: readonly TokenRange[];
  source: TokenRange | null;
  content: readonly TokenRange[];
  stance: Stance;
  speaker: number | null;
  speakerEntry: ResolvedSpeaker | null;
  sentence: TokenRange;
}

type Finding = "confirmed" | "denied" | "not_confirmed";

export interface FoundClaims {
  claims: { range: TokenRange; statements: number[] }[];
  confirmations: { claim: number; status: Finding; statement: number; evidence: TokenRange }[];
}

const FINDINGS: Partial<Record<Stance, Finding>> = {
  denies: "denied",
  confirms: "confirmed",
  has_not_confirmed: "not_confirmed",
};
const SPEAKS_FOR_ANOTHER = wordClass("speaks for another");
const NAMES = new Set([...wordClass("gives a name"), "describe"]);
const NOT = new Set(["not", "n't", "never", "neither", "yet"]);
const CONFIRMS = new Set(["confirm", "verify", "corroborate"]);
/** First words of the cues that deny by themselves: "deny", "push" of "push back on". */
const DENIES = new Set([
  ...[...REPORTING_VERBS].flatMap(([lemma, { stance }]) => (stance === "denies" ? lemma : [])),
  ...[...STANCES_OF_CUES].flatMap(([cue, stance]) => (stance === "denies" ? cue.split(" ")[0]! : [])),
]);

/**
 * Links every statement that denies, confirms or leaves open to the proposition it is about: the clause it spells out
 * ("denied reports that prices fell", "the claim that prices fell is false"), the deed it names ("denied taking
 * bribes"), or an earlier statement that it takes up ("the existence of the order": whoever asserted that there was an
 * order; "that story is false": what was said just before). Where none of these is certain it is linked to none: a
 * claim must be understood outside its article.
 */
export function findClaims(reading: Reading, statements: readonly ClaimInput[]): FoundClaims {
  const found: FoundClaims = { claims: [], confirmations: [] };
  const claimAt = new Map<number, number>();
  const claimOf = new Map<number, number>();
  const told: Told = {
    reading,
    statements,
    open: (index) => FINDINGS[statements[index]!.stance] === undefined,
    claimOf: (index) => found.claims[claimOf.get(index) ?? -1]?.range ?? null,
  };
  statements.forEach((statement, index) => {
    const status = FINDINGS[statement.stance];
    // What nobody in particular says is nobody's confirmation.
    const about = status && statement.speaker !== null ? aboutOf(told, index) : null;
    if (!status || !about) return;
    const { range, before } = about;
    const claim =
      claimAt.get(range.start) ??
      (before === null ? undefined : claimOf.get(before)) ??
      found.claims.push({ range, statements: [] }) - 1;
    if (!claimAt.has(range.start)) claimAt.set(range.start, claim);
    for (const one of before === null ? [index] : [before, index]) {
      if (claimOf.has(one)) continue;
      claimOf.set(one, claim);
      found.claims[claim]!.statements.push(one);
    }
    found.confirmations.push({ claim, status, statement: index, evidence: evidenceOf(reading, statement) });
  });
  for (const claim of found.claims) claim.statements.sort((a, b) => a - b);
  return found;
}

/** What the statement with this index denies, confirms or leaves open; null where that is not certain. */
function aboutOf(told: Told, index: number): About | null {
  const { reading } = told;
  const statement = told.statements[index]!;
  const lemmas = new Set(lemmasOf(reading, statement.cue));
  const settled = settledIn(reading, statement, lemmas);
  if (!settled) return null;
  const { clause, pointer, phrase } = settled;
  if (clause) {
    const before = saidBefore(told, index, clause);
    if (isUnderstood(reading, clause, statement, lemmas)) return { range: clause, before };
    const range = before === null ? null : propositionOf(told, before);
    return range && { range, before };
  }
  if (pointsBack(reading, pointer)) return pointedTo(told, index, pointer);
  if (!phrase) return null;
  const range = deedIn(reading, phrase);
  return takenUp(told, index, phrase) ?? (range && { range, before: null });
}

/** What a statement settles or leaves open: a clause, words that may point to one, or a phrase that may name a deed. */
interface Settled {
  readonly clause: TokenRange | null;
  readonly pointer: TokenRange;
  readonly phrase: TokenRange | null;
}

/** What a denial denies is what its cue takes, or, after a cue as neutral as "said", what its content calls false. */
function settledIn(
  reading: Reading,
  { stance, cue, content }: ClaimInput,
  lemmas: ReadonlySet<string>,
): Settled | null {
  if (!content[0]) return null;
  const own = isNeutral(reading, cue, lemmas) ? afterOwnVerb(reading, content[0]) : null;
  if (own) return { clause: clauseIn(reading, own), pointer: own, phrase: own };
  if (stance === "denies" && ![...lemmas].some((lemma) => DENIES.has(lemma))) {
    const named = [...lemmas].some((lemma) => NAMES.has(lemma));
    const called = content.map((range) => calledFalse(reading, range, named)).find((found) => found !== null);
    return called ? { ...called, phrase: null } : null;
  }
  const open = stance === "has_not_confirmed" ? leftOpenIn(reading, content) : null;
  if (open)
    return open.end > open.start ? { clause: clauseIn(reading, open), pointer: open, phrase: open } : null;
  if (stance !== "confirms" && isNeutral(reading, cue, lemmas)) return null;
  const first = withDeed(reading, cue, content[0]);
  const spelled = clauseIn(reading, first);
  const clause = spelled && stance === "denies" ? withoutVerdict(reading, spelled) : spelled;
  // `"Prices will fall," she denied` tells her own words, not what she denies.
  const isQuoted = reading.quotations[reading.quotationOf[first.start] ?? -1]?.open === first.start;
  if (isQuoted && clause?.start === first.start + 1 && stance !== "confirms") return null;
  return { clause, pointer: first, phrase: first };
}

/** What a speaker says that he confirms or denies: "that two people died" of "We can confirm that two people died". */
function afterOwnVerb({ tokens }: Reading, { start, end }: TokenRange): TokenRange | null {
  let i = start;
  while (i < end && tokens[i]!.pos === "PUNCT") i++;
  if (!/^(?:i|we)$/.test(tokens[i]?.lower ?? "")) return null;
  i++;
  while (i < end && /^(?:AUX|ADV)$/.test(tokens[i]!.pos)) i++;
  return i + 1 < end && /^(?:confirm|deny)$/.test(tokens[i]!.lower) ? { start: i + 1, end } : null;
}

/** "denied knowing | that prices fell": the deed that a cue has taken in belongs to what is denied. */
function withDeed({ tokens }: Reading, cue: ClaimInput["cue"], content: TokenRange): TokenRange {
  const last = cue.at(-1);
  if (last?.end !== content.start) return content;
  let settles = false;
  for (let i = last.start; i < last.end; i++) {
    if (settles && tokens[i]!.tag === "VBG") return { start: i, end: content.end };
    const stance = REPORTING_VERBS.get(tokens[i]!.lemma)?.stance;
    settles ||= stance === "denies" || stance === "confirms";
  }
  return content;
}

/** Whether the cue only says that something was said, so that nothing tells what of it was left open. */
function isNeutral({ tokens }: Reading, [first]: ClaimInput["cue"], lemmas: ReadonlySet<string>): boolean {
  if (!first) return true;
  const before = tokens.slice(Math.max(0, first.start - 4), first.start);
  return (
    [...lemmas].every((lemma) => lemma === "have" || REPORTING_VERBS.get(lemma)?.stance === "asserts") &&
    !before.some(({ lower }) => NOT.has(lower))
  );
}

const lemmasOf = ({ tokens }: Reading, ranges: readonly TokenRange[]): string[] =>
  ranges.flatMap(({ start, end }) => tokens.slice(start, end).map(({ lemma }) => lemma.toLowerCase()));

/**
 * Whether a reader who sees the clause and who confirms or denies it, but not the article, knows what it is about: its
 * subject is no pronoun, or one that means the party itself.
 */
function isUnderstood(
  reading: Reading,
  { start }: TokenRange,
  { source, speakerEntry }: ClaimInput,
  cue: ReadonlySet<string>,
): boolean {
  const { lower, relation, pos } = reading.tokens[start]!;
  const type = speakerEntry?.type ?? "anonymous";
  const sourceWords = source === null ? [] : lemmasOf(reading, [source]);
  const named = speakerEntry?.named ?? null;
  const forAnother = [...sourceWords, ...(named?.roles ?? [])].some((word) => SPEAKS_FOR_ANOTHER.has(word));
  switch (lower) {
    case "it":
    case "its":
    case "they":
    case "their":
      return relation === "expl" || type === "organization" || type === "group" || forAnother;
    case "he":
    case "his":
    case "she":
    case "her": {
      const sex = lower === "he" || lower === "his" ? "m" : "f";
      // Officials confirm what others did; lawyers, and somebody's wife or editor, deny it.
      const ofAnother =
        forAnother ||
        ([...cue].some((lemma) => CONFIRMS.has(lemma)) && sourceWords[0] !== lower) ||
        (named === null && sourceWords.some((word) => /^(?:['’]s?|his|her|their)$/.test(word)));
      return type === "person" && !isOther(named?.sex ?? "-", sex) && !ofAnother;
    }
    case "you":
    case "your":
      return false;
    default:
      return (
        /^(?:i|my|we|our)$/.test(lower) || relation === "expl" || (pos !== "PRON" && !isBare(reading, start))
      );
  }
}

/** "this was known", "some of them had left": a subject without a noun of its own, which "the" and "a" always have. */
const isBare = ({ tokens }: Reading, start: number): boolean =>
  tokens[start]!.tag === "DT" &&
  !/^(?:the|an?)$/.test(tokens[start]!.lower) &&
  /^(?:MD|VB.?|IN|RB)$/.test(tokens[start + 1]?.tag ?? "");

/** The sentence; of a sentence that says more than this, the part from the cue on. */
function evidenceOf({ tokens }: Reading, { cue, content, sentence }: ClaimInput): TokenRange {
  const first = cue[0];
  const last = content[content.length - 1]!;
  const dependent = first && tokens[first.start - 1]?.text === "," && last.start >= first.end;
  return dependent ? { start: first.start, end: last.end } : sentence;
}
