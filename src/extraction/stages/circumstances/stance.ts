import { REPORTING_VERBS, STANCES_OF_CUES, wordClass } from "../../lexicon/lexicon.ts";
import type { Stance } from "../../statement.ts";
import { calledFalse } from "../called-false.ts";
import { leftOpenIn } from "../left-open.ts";
import { textOf, type Reading } from "../reading.ts";
import { speaksForNone } from "../unnamed.ts";
import type { Attributed } from "./setting.ts";

const REFUSALS = new Set(["decline", "refuse", "refusal", "unable", "unavailable"]);
/** What whoever "failed to" do it was asked for; "failed to disclose" and "failed to say" may tell of a fault instead. */
const ASKED_FOR = new Set(["confirm", "verify", "corroborate", "respond", "reply", "return"]);
const ANSWERS = wordClass("verb of answering");
const SETTLES = wordClass("verb that settles a matter");
const DISPUTED = wordClass("can be true or false");
/** Contents longer than this say more than that something is false, or that nothing will be said. */
const LONGEST_CONTENT = 2000;
const LONGEST_REFUSAL = 160;
/** Contents by which their speaker denies in so many words, what can be denied: not "we deny nobody entry". */
const OWN_DENIALS = [
  /^\W*(?:i|we) (?:\w+ly |do )*deny(?: \w+ly)? (?:that|it|this|these|those|the|all|any|every|his|her|their|its|our|my)\b/,
  /^\W*(?:i|we) (?:\w+ly |do )*deny(?: \w+ly)? (?!nothing)\w+ing\b/,
  /^\W*(?:that|it|this)(?: simply)? (?:never|did not|didn't) happen(?:ed)?\W*$/,
  /^\W*(?:\w+ly )?(?:false|untrue|not true|nonsense|rubbish|a lie|lies|fake news)\W*$/,
];
/** The same for what is confirmed: not "we confirm bookings by email". */
const OWN_CONFIRMATION =
  /^\W*(?:i|we) (?:(?:(?:can|now|also|\w+ly) )+confirm\b|(?:do )?confirm (?:that|it|this|the|an?)\b)/;
const OTHERS_CALL = /\b(?:nobody|no one|nowhere)\b/;
const FALSE =
  /\b(?:false|untrue|not true|no truth|a lie|lies|baseless|unfounded|fabricat(?:ed|ions?)|a hoax|fake|nonsense)\b/;
const CLAIMED =
  /\b(?:claims?|reports?|allegations?|charges?|accusations?|stor(?:y|ies)|rumou?rs?|suggestions?|tweets?|that's|it's|this|that|they|these)\b/;
const NAMES = new Set([...wordClass("gives a name"), "describe"]);
const REFUSES =
  /(?:\b(?:not(?! to\b)|cannot|no(?![ -]one)|improper|inappropriate)|n't)\b.{0,30}\b(?:comment|discuss|go into|get into|speculate|speak on|talk about)\b/;
/** What stands before "not discuss" where that is asked of others, or theirs: "you must", "jurors should", "please do". */
const OF_OTHERS =
  /\b(?:you|jurors|anyone|everyone)(?: (?!i\b|we\b)\w+){0,2} ?\w*$|^\W*(?:(?:please|and|but|so) )*do ?$|^\W*let's $|(?<!\b(?:i|we|he|she|it|they) )\b(?:must|should|shall|may|ought) ?$/;
const NOT = new Set(["not", "n't", "never", "neither", "nor", "no", "yet"]);

/** How the speaker stands to the content, read off the construction of the cue and the first words of the content. */
export function stanceOf(reading: Reading, attributed: Attributed): Stance {
  const stance = stanceOfWords(reading, attributed);
  if (!attributed.source || !speaksForNone(reading, attributed.source)) return stance;
  // "No one has confirmed it", "neither Smith nor Jones confirmed it": what none of them says is left open.
  return stance === "declines_to_comment" ? stance : "has_not_confirmed";
}

function stanceOfWords(reading: Reading, { cue, content }: Attributed): Stance {
  const { tokens } = reading;
  const first = cue[0];
  if (!first) return contentStance(reading, content, false) ?? "asserts";
  const cueEnd = cue[cue.length - 1]!.end;
  // The verb group may begin before the cue span and its complement end after it, whoever found it.
  const lemmas: string[] = [];
  let negated = false;
  let refusal = false;
  for (let i = Math.max(0, first.start - 4); i < Math.min(tokens.length, cueEnd + 4); i++) {
    const token = tokens[i]!;
    const inCue = i >= first.start && i < cueEnd;
    // "confirmed the arrest and declined to comment": the second verb says nothing of the first.
    if (i >= cueEnd && token.pos === "CCONJ" && token.lower !== "or") break;
    if (!inCue && /^[.,;:"“”]$/.test(token.text)) {
      if (i < first.start) {
        lemmas.length = 0;
        negated = refusal = false;
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
      negated = refusal = false;
      continue;
    }
    lemmas.push(token.lemma);
    // "said he refused to follow": only what the cue itself refuses is withheld.
    if (i >= cueEnd) continue;
    if (NOT.has(token.lower)) negated = true;
    if (REFUSALS.has(token.lemma)) refusal = true;
  }
  const failed = lemmas.includes("fail") && lemmas.some((lemma) => ASKED_FOR.has(lemma));
  if (negated || failed || refusal) {
    const withheld = withheldStance(lemmas);
    if (withheld) return withheld;
  }
  const verb = lexicalStance(reading, cue, content);
  if (verb !== null && verb !== "asserts") return negated ? negatedStance(verb) : verb;
  const named = lemmas.some((lemma) => NAMES.has(lemma));
  return contentStance(reading, content, named) ?? "asserts";
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

/** The longest phrase of the cue, up to three words, that tells a stance; the same verb may ask or demand. */
function lexicalStance(
  reading: Reading,
  cue: Attributed["cue"],
  content: Attributed["content"],
): Stance | null {
  const { tokens } = reading;
  const lemmas = cue.flatMap((range) =>
    tokens.slice(range.start, range.end).map((token) => token.lemma.toLowerCase()),
  );
  // A cue of the rules may end before its preposition: "called | for".
  const last = cue[cue.length - 1]!;
  const next = tokens[last.end];
  if (next?.pos === "ADP" && content[0]?.start !== last.end) lemmas.push(next.lower);
  const demanding = demandsDeed(reading, content);
  for (const lemma of lemmas) {
    if (lemma === "ask" || lemma === "challenge")
      return demanding ? "demands" : lemma === "ask" ? "questions" : null;
    if ((lemma === "tell" || lemma === "warn" || lemma === "advise" || lemma === "caution") && demanding)
      return "demands";
    // "pleaded not guilty"
    if (lemma === "plead" && isPlea(reading, content)) return "asserts";
    if (lemma === "reject" || lemma === "dismiss")
      return isDisputed(reading, cue, content) ? "denies" : "asserts";
    if (lemma === "estimate" && /\b(?:would|will|could)\b/.test(wordsOf(reading, content))) return "predicts";
  }
  if (lemmas.includes("call"))
    return lemmas.includes("for") || lemmas.includes("on") || lemmas.includes("upon")
      ? "demands"
      : lemmas.includes("out")
        ? "accuses"
        : null;
  for (let length = 3; length >= 1; length--)
    for (let i = 0; i + length <= lemmas.length; i++) {
      const stance = STANCES_OF_CUES.get(lemmas.slice(i, i + length).join(" "));
      if (stance) return stance as Stance;
    }
  for (const lemma of lemmas) {
    const stance = REPORTING_VERBS.get(lemma)?.stance;
    if (stance && stance !== "asserts") return stance as Stance;
  }
  return null;
}

const PLEAS = new Set(["guilty", "innocent", "contest"]);
const isPlea = ({ tokens }: Reading, content: Attributed["content"]): boolean =>
  content.some(({ start }) =>
    tokens.slice(Math.max(0, start - 1), start + 2).some(({ lower }) => PLEAS.has(lower)),
  );

/** "the bank to cut rates", "to cut rates": the content is a deed that is asked of somebody. */
function demandsDeed({ tokens, quotationOf }: Reading, content: Attributed["content"]): boolean {
  const [first] = content;
  if (!first || quotationOf[first.start] !== -1) return false;
  for (let i = first.start; i < Math.min(first.end, first.start + 14); i++) {
    const { lower, pos } = tokens[i]!;
    if (lower === "to" && tokens[i]!.pos !== "ADP") return true;
    if (
      pos === "VERB" ||
      pos === "AUX" ||
      pos === "SCONJ" ||
      pos === "PUNCT" ||
      /^(?:whether|if|how|why|what|who|that|when)$/.test(lower)
    )
      return false;
  }
  return false;
}

/** Whether what is rejected can be true or false: a report, a claim; an offer cannot. */
function isDisputed({ tokens }: Reading, [cue]: Attributed["cue"], [first]: Attributed["content"]): boolean {
  if (!cue || !first) return false;
  // "He lied, a claim that Lee dismissed": what is rejected is named behind its words.
  const named = tokens.slice(first.end, Math.min(cue.start, first.end + CLAIM_REACH));
  if (named.some(({ lemma }) => DISPUTED.has(lemma))) return true;
  return tokens
    .slice(first.start, Math.min(first.end, first.start + CLAIM_REACH))
    .some(({ lemma, lower }) => DISPUTED.has(lemma) || lower === "that");
}
/** Words of what is rejected, or right behind it, among which it is called a claim or a report. */
const CLAIM_REACH = 12;

const wordsOf = (reading: Reading, content: Attributed["content"]): string =>
  content.map((range) => textOf(reading, range)).join(" ");

/** A neutral cue takes its stance from a content that does nothing but ask, deny or refuse. */
function contentStance(reading: Reading, content: Attributed["content"], named: boolean): Stance | null {
  if (content.length === 0) return null;
  const last = content[content.length - 1]!;
  const after = reading.tokens[last.end]?.text ?? "";
  const words = wordsOf(reading, content) + (after === "?" ? "?" : "");
  if (words.length > LONGEST_CONTENT) return null;
  const sentences = words.replace(/["“”]/g, "").match(/[^.?!]+[.?!]*/g) ?? [];
  if (sentences.length > 0 && sentences.every((sentence) => /\?\W*$/.test(sentence))) return "questions";
  if (leftOpenIn(reading, content)) return "has_not_confirmed";
  const lower = words.toLowerCase().replaceAll("’", "'");
  if (OWN_DENIALS.some((denial) => denial.test(lower))) return "denies";
  if (OWN_CONFIRMATION.test(lower)) return "confirms";
  const calls = FALSE.test(lower) && CLAIMED.test(lower) && !OTHERS_CALL.test(lower);
  if (calls && content.some((range) => calledFalse(reading, range, named))) return "denies";
  return words.length < LONGEST_REFUSAL && refusesItself(lower) ? "declines_to_comment" : null;
}

/** Whether a sentence of the words says that their speaker will not speak, which only tells others not to does not. */
const refusesItself = (lower: string): boolean =>
  lower.split(/[.?!;]\s/).some((sentence) => {
    const refusal = REFUSES.exec(sentence.replace(/["“”]/g, ""));
    return refusal !== null && !OF_OTHERS.test(refusal.input.slice(0, refusal.index));
  });
