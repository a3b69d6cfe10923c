import { REPORTING_VERBS } from "../../lexicon/lexicon.ts";
import type { Stance } from "../../statement.ts";
import type { Reading } from "../reading.ts";
import type { Attributed } from "./setting.ts";

const REFUSALS = new Set(["decline", "refuse"]);
const ANSWERS = new Set([
  "comment",
  "respond",
  "reply",
  "answer",
  "return",
  "address",
  "discuss",
  "elaborate",
  "react",
]);
const SETTLES = new Set([
  "confirm",
  "deny",
  "say",
  "specify",
  "identify",
  "disclose",
  "explain",
  "reveal",
  "rule",
  "clarify",
  "acknowledge",
  "provide",
  "detail",
  "name",
]);
const DISPUTED = new Set([
  "report",
  "claim",
  "allegation",
  "accusation",
  "charge",
  "suggestion",
  "notion",
  "idea",
  "argument",
  "rumor",
  "rumour",
  "story",
  "assertion",
  "criticism",
  "speculation",
  "narrative",
  "account",
]);
const FALSE =
  /\b(?:false|untrue|not true|no truth|a lie|lies|baseless|unfounded|fabricated|a hoax|fake|nonsense|categorically)\b/;
const NOT = new Set(["not", "n't", "n’t", "never", "neither", "nor", "no", "yet"]);

/** How the speaker stands to the content, read off the construction of the cue and the first words of the content. */
export function stanceOf(reading: Reading, { cue, content }: Attributed): Stance {
  const { tokens } = reading;
  const first = cue[0];
  if (!first) return contentStance(reading, content) ?? "asserts";
  const cueEnd = cue[cue.length - 1]!.end;
  // The verb group may begin before the cue span and its complement end after it, whoever found it.
  const lemmas: string[] = [];
  let negated = false;
  for (let i = Math.max(0, first.start - 4); i < Math.min(tokens.length, cueEnd + 4); i++) {
    const token = tokens[i]!;
    const inCue = i >= first.start && i < cueEnd;
    if (!inCue && /^[.,;:"“”]$/.test(token.text)) {
      if (i < first.start) {
        lemmas.length = 0;
        negated = false;
        continue;
      }
      break;
    }
    if (
      i < first.start &&
      token.pos !== "AUX" &&
      token.pos !== "PART" &&
      token.pos !== "ADV" &&
      !NOT.has(token.lower) &&
      !REFUSALS.has(token.lemma)
    ) {
      lemmas.length = 0;
      negated = false;
      continue;
    }
    lemmas.push(token.lemma);
    if (NOT.has(token.lower) && i < cueEnd) negated = true;
  }
  const refused = negated || lemmas.some((lemma) => REFUSALS.has(lemma));
  if (refused) {
    const withheld = withheldStance(lemmas);
    if (withheld) return withheld;
  }
  const verb = lexicalStance(reading, cue, content);
  if (verb !== null && verb !== "asserts") return negated ? negatedStance(verb) : verb;
  return contentStance(reading, content) ?? "asserts";
}

function withheldStance(lemmas: readonly string[]): Stance | null {
  const settles = lemmas.find((lemma) => SETTLES.has(lemma));
  const answers = lemmas.find((lemma) => ANSWERS.has(lemma));
  if (answers && (!settles || lemmas.indexOf(answers) < lemmas.indexOf(settles)))
    return "declines_to_comment";
  if (lemmas.includes("reach")) return "declines_to_comment";
  return settles ? "has_not_confirmed" : null;
}

const negatedStance = (stance: Stance): Stance =>
  stance === "confirms" || stance === "denies" ? "has_not_confirmed" : "asserts";

/** The stance of the cue's verb; the same verb may demand, ask or predict by what follows it. */
function lexicalStance(
  reading: Reading,
  cue: Attributed["cue"],
  content: Attributed["content"],
): Stance | null {
  const { tokens } = reading;
  const opening =
    content.length > 0
      ? tokens.slice(content[0]!.start, Math.min(content[0]!.start + 12, content[0]!.end))
      : [];
  for (const range of cue)
    for (let i = range.end - 1; i >= range.start; i--) {
      const { lemma } = tokens[i]!;
      const verb = REPORTING_VERBS.get(lemma);
      if (!verb) continue;
      const stance = verb.stance as Stance;
      const infinitive =
        opening[0]?.lower === "to" ||
        (opening.some((token) => token.lower === "to") && opening[0]?.lower !== "that" && !verb.noun);
      if ((lemma === "ask" || lemma === "tell" || lemma === "warn" || lemma === "advise") && infinitive)
        return "demands";
      if (lemma === "call")
        return tokens[i + 1]?.lower === "for" || tokens[i + 1]?.lower === "on" ? "demands" : "asserts";
      if (
        (lemma === "reject" || lemma === "dismiss") &&
        !opening.some((token) => DISPUTED.has(token.lemma) || token.lower === "that")
      )
        return "asserts";
      return stance;
    }
  return null;
}

/** A neutral cue takes its stance from a content that does nothing but ask, deny or refuse. */
function contentStance({ text, tokens }: Reading, content: Attributed["content"]): Stance | null {
  if (content.length === 0) return null;
  const words = content
    .map((range) => text.slice(tokens[range.start]!.start, tokens[range.end - 1]!.end))
    .join(" ");
  if (words.length > 2000) return null;
  const sentences = words.replace(/["“”]/g, "").match(/[^.?!]+[.?!]*/g) ?? [];
  if (sentences.length > 0 && sentences.every((sentence) => sentence.trimEnd().endsWith("?")))
    return "questions";
  const lower = words.toLowerCase();
  if (
    FALSE.test(lower) &&
    /\b(?:claim|report|allegation|charge|accusation|story|rumou?r|that'?s|it'?s|this|suggestion)/.test(lower)
  )
    return "denies";
  if (/\b(?:not|n't|n’t|no)\b.{0,20}\bcomment/.test(lower)) return "declines_to_comment";
  return null;
}
