/** Verdicts in sentences: what a reader is told, and how far the answer goes. */
import type { Match } from "./match.ts";
import type { Judgement, Verdict } from "./verdict.ts";

const SENTENCES: Record<Verdict, string> = {
  exact: "The words stand in a statement that we hold, exactly as quoted.",
  exact_ignoring_form:
    "The words stand in a statement that we hold; only their form differs: case, punctuation, spelling of numbers, " +
    "contractions, or what brackets and ellipses mark.",
  altered: "A statement that we hold has these words with changes; the alignment shows each.",
  truncated: "The words were said, but what qualified them is cut off; `lost_clause` shows it.",
  stitched: "The quotation is put together from pieces of several statements; `pieces` names each.",
  misattributed: "We hold the words, but as another speaker's.",
  paraphrase_only:
    "We hold a paraphrase to this effect. The words are those of whoever reported it, not the speaker's.",
  ambiguous: "Several speakers said these words; name the speaker to tell them apart.",
  not_found:
    "We hold no statement with these words. That is not to say that they were never said: only that no document that " +
    "we hold reports them.",
};

/** The verdict as a sentence, with a warning where the meaning is turned round. */
export function explain({ verdict, negationFlip, matches, nearest }: Judgement): string {
  const parts = [SENTENCES[verdict]];
  if (negationFlip) parts.push("It is turned into its opposite, or what denied it is left out.");
  if (verdict === "misattributed" && matches[0] && matches[0].rank !== "exact")
    parts.push(misattributedForm(matches[0]));
  if (verdict === "not_found" && nearest.length > 0)
    parts.push("`nearest` holds what comes closest; it is not a match.");
  return parts.join(" ");
}

function misattributedForm({ rank }: Match): string {
  if (rank === "altered") return "They are altered besides.";
  if (rank === "truncated") return "They are cut besides.";
  return rank === "paraphrase"
    ? "Even of that speaker we hold only a paraphrase."
    : "Only their form differs.";
}
