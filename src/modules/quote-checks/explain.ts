/** Verdicts in sentences: what a reader is told, and how far the answer goes. */
import type { Match, Question } from "./match.ts";
import { fewWordsMost } from "./word-query.ts";
import type { Judgement, Verdict } from "./verdict.ts";

/** How a reader comes by what is answered: where only reviewed statements are published, others may be held. */
type Having = "hold" | "publish";

const SENTENCES: Record<Verdict, (have: Having) => string> = {
  exact: (have) => `The words stand in a statement that we ${have}, exactly as quoted.`,
  exact_ignoring_form: (have) =>
    `The words stand in a statement that we ${have}; only their form differs: case, punctuation, spelling, figures, ` +
    "or what brackets and ellipses mark.",
  altered: (have) => `A statement that we ${have} has these words with changes; the alignment shows each.`,
  truncated: () => "The words were said, but what qualified them is cut off; `lost_clause` shows it.",
  stitched: () => "The quotation is put together from pieces of several statements; `pieces` names each.",
  misattributed: (have) => `We ${have} the words, but as another speaker's.`,
  paraphrase_only: (have) =>
    `We ${have} a paraphrase to this effect. The words are those of whoever reported it, not the speaker's.`,
  ambiguous: () => "Several speakers said these words; name the speaker to tell them apart.",
  not_found: (have) =>
    `We ${have} no statement with these words. That is not to say that they were never said: only that we found them in ` +
    (have === "hold" ? "no document that we hold." : "no statement that is published here."),
};

/**
 * The verdict as a sentence, with a warning where the meaning is turned round, or where it is open whose the words are.
 *
 * @param publishedOnly the reader sees only what an editor has accepted or corrected
 */
export function explain(question: Question, judgement: Judgement, publishedOnly: boolean): string {
  const { verdict, negationFlip, matches, nearest } = judgement;
  const have = publishedOnly ? "publish" : "hold";
  const [best] = matches;
  const parts = [verdictIn(question, judgement, have)];
  if (negationFlip) parts.push("It is turned into its opposite, or what denied it is left out.");
  if (verdict === "misattributed" && best && best.rank !== "exact") parts.push(misattributedForm(best, have));
  if (best && ASCRIBED.has(verdict)) parts.push(...doubts(question, best));
  if (verdict === "not_found" && nearest.length > 0)
    parts.push("`nearest` holds what comes closest; it is not a match.");
  return parts.join(" ");
}

/** Not all statements that have so few words can be read. */
const FEW_WORDS =
  "We found no statement with these words. Of the statements that have so few words only some are looked through: ask " +
  "for more of the sentence. That nothing was found is not to say that they were never said.";

function verdictIn({ speaker, read }: Question, { verdict, nearest }: Judgement, have: Having): string {
  if (verdict === "ambiguous" && speaker !== null)
    return `Several speakers whom "${speaker}" can mean said these words; give the full name to tell them apart.`;
  const outside = nearest.find(({ rank, candidate }) => rank !== "far" && !candidate.inPeriod);
  if (verdict !== "not_found" || outside === undefined)
    return verdict === "not_found" && read.words.length <= fewWordsMost
      ? FEW_WORDS
      : SENTENCES[verdict](have);
  const words = outside.rank.startsWith("exact") ? "these words" : "words like these";
  const whose = outside.isSpeaker === false ? ", and as another speaker's" : "";
  return (
    `We ${have} ${words}, but not from the days asked about${whose}. That is not to say that they were not said then: ` +
    `only that we ${have} no statement from those days that has them.`
  );
}

/** Verdicts that give the words to a speaker. */
const ASCRIBED: ReadonlySet<Verdict> = new Set([
  "exact",
  "exact_ignoring_form",
  "altered",
  "truncated",
  "paraphrase_only",
]);

function doubts({ speaker }: Question, { candidate, isSpeaker }: Match): string[] {
  const isAsked = speaker !== null && isSpeaker === null;
  if (candidate.speakerId === null)
    return [
      `We do not know whose words they are${isAsked ? `, so not whether they are "${speaker}"'s` : ""}.`,
    ];
  return isAsked ? [`It cannot be told whether "${speaker}" means the speaker whom we have for them.`] : [];
}

function misattributedForm({ rank }: Match, have: Having): string {
  if (rank === "altered") return "They are altered besides.";
  if (rank === "truncated") return "They are cut besides.";
  return rank === "paraphrase"
    ? `Even of that speaker we ${have} only a paraphrase.`
    : "Only their form differs.";
}
