import { wordClass } from "../lexicon/lexicon.ts";
import type { Stance } from "../statement.ts";
import type { TokenRange } from "./attributions.ts";
import type { Reading } from "./reading.ts";

/** What the claims are read from: one statement, its ranges counting tokens. */
export interface ClaimInput {
  cue: readonly TokenRange[];
  content: readonly TokenRange[];
  stance: Stance;
  speaker: number | null;
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
const FUNCTION_WORDS = wordClass("tells no claim from another");
/** How many statements back a definite noun phrase looks for what it takes up: constant cost per statement. */
const LOOK_BACK = 40;
const SAME_CLAIM = 0.6;

/**
 * Links every statement that denies, confirms or leaves open to the proposition it is about: the clause it spells out
 * ("denied reports that prices fell"), or an earlier statement that its noun phrase takes up ("the existence of the
 * order": whoever asserted that there was an order).
 */
export function findClaims(reading: Reading, statements: readonly ClaimInput[]): FoundClaims {
  const found: FoundClaims = { claims: [], confirmations: [] };
  const words = statements.map(({ content }) => contentWords(reading, content));
  const claimAt = new Map<number, number>();
  const claimOf = new Map<number, number>();
  statements.forEach((statement, index) => {
    const status = FINDINGS[statement.stance];
    const content = statement.content[0];
    if (!status || !content) return;
    const clause = propositionIn(reading, content);
    const asserted = assertedBefore(reading, statements, words, index, clause === null);
    const range = clause ?? (asserted === null ? content : statements[asserted]!.content[0]!);
    const claim =
      claimAt.get(range.start) ??
      (asserted === null ? undefined : claimOf.get(asserted)) ??
      found.claims.push({ range, statements: [] }) - 1;
    if (!claimAt.has(range.start)) claimAt.set(range.start, claim);
    for (const one of asserted === null ? [index] : [asserted, index]) {
      found.claims[claim]!.statements.push(one);
      if (!claimOf.has(one)) claimOf.set(one, claim);
    }
    found.confirmations.push({ claim, status, statement: index, evidence: evidenceOf(reading, statement) });
  });
  for (const claim of found.claims) claim.statements = [...new Set(claim.statements)].sort((a, b) => a - b);
  return found;
}

/** The clause after "that" in "reports that prices fell", "that prices fell"; null for a bare noun phrase. */
function propositionIn({ tokens }: Reading, content: TokenRange): TokenRange | null {
  for (let i = content.start; i < Math.min(content.end - 1, content.start + 8); i++) {
    const token = tokens[i]!;
    if (token.lower === "that" || token.lower === "whether" || token.lower === "if")
      return { start: i + 1, end: content.end };
    if (token.pos === "VERB" || token.pos === "AUX") return content;
  }
  return null;
}

/** The nearest earlier statement of somebody else that asserts what this one is about. */
function assertedBefore(
  { tokens }: Reading,
  statements: readonly ClaimInput[],
  words: readonly ReadonlySet<string>[],
  index: number,
  nominal: boolean,
): number | null {
  const wanted = [...words[index]!];
  if (wanted.length === 0) return null;
  const definite = statements[index]!.content.some((range) =>
    tokens
      .slice(range.start, range.end)
      .some((token) => token.lower === "the" || token.lower === "that" || token.lower === "those"),
  );
  if (nominal && !definite) return null;
  for (let other = index - 1; other >= Math.max(0, index - LOOK_BACK); other--) {
    const candidate = statements[other]!;
    if (candidate.speaker !== null && candidate.speaker === statements[index]!.speaker) continue;
    const shared = wanted.filter((word) => words[other]!.has(word)).length;
    if (shared / wanted.length >= (nominal ? 0.99 : SAME_CLAIM)) return other;
  }
  return null;
}

function contentWords({ tokens }: Reading, content: readonly TokenRange[]): Set<string> {
  const words = new Set<string>();
  for (const range of content)
    for (let i = range.start; i < Math.min(range.end, range.start + 80); i++) {
      const { pos, lemma } = tokens[i]!;
      if (
        (pos === "NOUN" || pos === "PROPN" || pos === "VERB" || pos === "ADJ") &&
        !FUNCTION_WORDS.has(lemma)
      )
        words.add(lemma);
    }
  return words;
}

/** The sentence; of a sentence that says more than this, the part from the cue on. */
function evidenceOf({ tokens }: Reading, { cue, content, sentence }: ClaimInput): TokenRange {
  const first = cue[0];
  const last = content[content.length - 1]!;
  const dependent = first && tokens[first.start - 1]?.text === "," && last.start >= first.end;
  return dependent ? { start: first.start, end: last.end } : sentence;
}
