import { REPORTING_VERBS, wordClass, type ReportingVerb } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

/** Words that signal a saying, with what they are known to take. */
export interface Cue extends TokenRange {
  /** The reporting verb itself, or the last word of a phrase. */
  head: number;
  /** How it stands to its speaker: a finite verb, "..., adding", "but stressed", "according to", "was denied by". */
  shape: "verb" | "participle" | "coordinate" | "phrase" | "passive";
  takes: ReportingVerb;
  /** "not", "never", "declined to", "refused to" stand before the verb. */
  withheld: boolean;
}

/** Forms that are a verb of saying whatever the tagger thinks of them. */
const ALWAYS_VERBS = new Set(["said", "says", "told", "tells", "tweeted", "added"]);
/** Verbs that turn the infinitive after them into a refusal to say it. */
const REFUSALS = new Set(["decline", "refuse", "fail"]);
/** What says before an infinitive that it was not done: "has yet to confirm", "was unable to confirm". */
const UNDONE = new Set(["yet", "unable"]);
/** What one who cannot do it leaves open: "could not confirm", "cannot verify". */
const LEAVES_OPEN = new Set(["confirm", "deny", "verify", "corroborate", "say", "specify", "rule"]);
/** Verbs that lead in an infinitive which is still said: "went on to say". */
const LEADS = new Set(["go", "continue", "proceed", "seem", "appear", "begin"]);
const MODALS = new Set(["could", "should", "must", "might", "may", "can", "shall"]);

/** Finds the cues that stand in the article's own voice, outside quotation marks, in text order. */
export function findCues(reading: Reading): Cue[] {
  const { tokens, quotationOf } = reading;
  const cues: Cue[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (quotationOf[i] !== -1) continue;
    const cue = accordingTo(tokens, i) ?? verbCue(reading, i);
    if (cue) cues.push(cue);
  }
  return cues;
}

const PHRASE: ReportingVerb = {
  quotation: true,
  clause: true,
  question: false,
  recipient: false,
  noun: false,
  infinitive: false,
  belief: false,
  prepositions: new Set(),
  stance: "asserts",
};

function accordingTo(tokens: readonly Token[], i: number): Cue | null {
  if (tokens[i]!.lower !== "according" || tokens[i + 1]?.lower !== "to") return null;
  return { start: i, end: i + 2, head: i + 1, shape: "phrase", takes: PHRASE, withheld: false };
}

function verbCue({ tokens, units, unitOf, quotationOf }: Reading, head: number): Cue | null {
  const token = tokens[head]!;
  const takes =
    noAnswer(tokens, quotationOf, head) ??
    (givesNoComment(tokens, head) ? LABEL : undefined) ??
    REPORTING_VERBS.get(token.lemma) ??
    (isBesideQuotation(tokens, quotationOf, head) ? PHRASE : undefined) ??
    (givesQuotedName(tokens, quotationOf, head) ? LABEL : undefined) ??
    (putsIt(tokens, head) ? PHRASE : undefined);
  const silent = takes === NO_ANSWER || takes === NO_COMMENT;
  if (!takes || (token.pos !== "VERB" && !ALWAYS_VERBS.has(token.lower) && !silent)) return null;
  const floor = units[unitOf[head]!]!.start;
  const group = verbGroup(tokens, quotationOf, head, floor);
  const unreached = silent && (group.withheld || token.lower === "unavailable");
  const byWhom = group.passive && tokens[head + 1]?.lower === "by" && SETTLED_BY.has(token.lemma);
  if (((group.passive && !byWhom) || group.blocked) && !unreached) return null;
  const before = tokens[group.start - 1];
  const first = group.start === floor ? undefined : before;
  if (first?.pos === "DET" || first?.pos === "ADJ" || first?.lower === "'s") return null;
  const shape = byWhom ? "passive" : shapeOf(tokens, group.start, head, first);
  const end = head + (byWhom || putsIt(tokens, head) ? 2 : 1);
  return { start: group.start, end, head, shape, takes, withheld: group.withheld };
}

/** What a matter can be said to be by somebody: "was denied by the palace". */
const SETTLED_BY = new Set([
  "deny",
  "confirm",
  "verify",
  "corroborate",
  "dispute",
  "reject",
  "dismiss",
  "refute",
]);

/** "as the memo put it" */
const putsIt = (tokens: readonly Token[], head: number): boolean =>
  tokens[head]!.lemma === "put" && tokens[head + 1]?.lower === "it";

/** What verbs of answering take where no answer came: "did not respond to a request", "could not be reached for comment". */
const NO_ANSWER: ReportingVerb = {
  ...PHRASE,
  quotation: false,
  clause: false,
  noun: true,
  prepositions: new Set(["to", "for"]),
};
const ANSWERING = new Set(["respond", "reply", "return", "reach", "answer"]);
/** "has yet to comment on the report", which no one would say of a comment that was made. */
const NO_COMMENT: ReportingVerb = { ...NO_ANSWER, prepositions: new Set(["on", "about"]) };

function noAnswer(tokens: readonly Token[], quotationOf: Int32Array, head: number): ReportingVerb | null {
  const { pos: kind, lemma, lower: form } = tokens[head]!;
  // "was unavailable for comment", "was not immediately available for comment"
  const forComment = tokens[head + 1]?.lower === "for" && tokens[head + 2]?.lower === "comment";
  if (form === "unavailable" && forComment) return NO_ANSWER;
  const takes =
    form === "available" && forComment
      ? NO_ANSWER
      : ANSWERING.has(lemma)
        ? NO_ANSWER
        : lemma === "comment"
          ? NO_COMMENT
          : null;
  if (!takes || (kind !== "VERB" && form !== "available" && form !== "comment")) return null;
  for (let i = head - 1; i >= Math.max(0, head - 5) && quotationOf[i] === -1; i--) {
    const { lower, pos } = tokens[i]!;
    if (/^(?:not|n't|never)$/.test(lower)) return takes;
    if (tokens[i + 1]!.lower === "to" && UNDONE.has(lower)) return takes;
    const leads = lower === "to" && UNDONE.has(tokens[i - 1]?.lower ?? "");
    if (pos !== "AUX" && pos !== "ADV" && !leads) return null;
  }
  return null;
}

/** "had no comment on the report", "offered no immediate comment" */
function givesNoComment(tokens: readonly Token[], head: number): boolean {
  if (!GIVES.has(tokens[head]!.lemma) || tokens[head + 1]?.lower !== "no") return false;
  const comment = tokens[head + 2]?.lower === "comment" ? head + 2 : head + 3;
  return tokens[comment]?.lower === "comment" && tokens[comment + 1]?.pos !== "NOUN";
}
const GIVES = new Set(["have", "offer", "give", "make", "provide"]);

/**
 * Whether a quotation makes a cue of any verb: `"Enough," the mayor thundered`, `the letter put it this way: "Enough."`
 */
function isBesideQuotation(tokens: readonly Token[], quotationOf: Int32Array, head: number): boolean {
  if (tokens[head]!.pos !== "VERB" || tokens[head]!.tag === "VBN" || tokens[head]!.tag === "VB") return false;
  for (let i = head + 1; i < Math.min(tokens.length - 1, head + SUBJECT_REACH); i++) {
    if (quotationOf[i] !== -1 || /^[.,;]$/.test(tokens[i]!.text)) break;
    if (tokens[i]!.text === ":") return quotationOf[i + 1] !== -1;
  }
  for (let i = head - 1; i > Math.max(0, head - SUBJECT_REACH); i--) {
    const { pos, text } = tokens[i]!;
    if (quotationOf[i] !== -1) return /^["”’']$/.test(text) && /^[,?!]$/.test(tokens[i - 1]!.text);
    if (pos === "VERB" || pos === "PUNCT" || pos === "SCONJ") return false;
  }
  return false;
}

/** What a verb takes whose object gets a name in quotation marks. */
const LABEL: ReportingVerb = { ...PHRASE, quotation: false, clause: false, noun: true };
const NAMING = wordClass("gives a name");

/** `attacked Lee as a “crook”`, `branded the bill a “gift to thieves”`: the quotation makes a saying of any verb. */
function givesQuotedName(tokens: readonly Token[], quotationOf: Int32Array, head: number): boolean {
  const { pos, lemma } = tokens[head]!;
  if (pos !== "VERB" || quotationOf[head + 1] !== -1) return false;
  let named = NAMING.has(lemma);
  for (let i = head + 1; i < Math.min(tokens.length - 1, head + OBJECT_REACH); i++) {
    const token = tokens[i]!;
    if (quotationOf[i] !== -1) return named && isWording(tokens, quotationOf, i);
    if (token.lower === "as") named = true;
    else if (/^(?:VERB|AUX|PUNCT|SCONJ|CCONJ)$/.test(token.pos)) return false;
  }
  return false;
}

/** Whether a quotation has words that no title and no name would print small. */
function isWording(tokens: readonly Token[], quotationOf: Int32Array, open: number): boolean {
  for (let i = open; quotationOf[i] === quotationOf[open]; i++)
    if (/^\p{Ll}/u.test(tokens[i]!.text) && tokens[i]!.pos !== "ADP" && tokens[i]!.pos !== "DET") return true;
  return false;
}

/** How many words an object and what ties the quotation to it may have. */
const OBJECT_REACH = 12;

/** How many words a speaker and his office may have between quotation and verb. */
const SUBJECT_REACH = 8;

interface VerbGroup {
  start: number;
  passive: boolean;
  /** Not a report: "to say", "could say". */
  blocked: boolean;
  withheld: boolean;
}

/** Walks left from a verb over its auxiliaries, negation and adverbs. */
function verbGroup(
  tokens: readonly Token[],
  quotationOf: Int32Array,
  head: number,
  floor: number,
): VerbGroup {
  const group: VerbGroup = { start: head, passive: false, blocked: false, withheld: false };
  let infinitive = false;
  let able = false;
  let undone = false;
  let i = head - 1;
  // "stopped short of confirming"
  if (tokens[head]!.tag === "VBG" && isShortOf(tokens, i)) {
    group.withheld = true;
    group.start = i - 2;
    i -= 3;
  }
  for (; i >= floor && quotationOf[i] === -1; i--) {
    const { lower, lemma, pos } = tokens[i]!;
    if (lower === "to" && !infinitive && onlyAdverbs(tokens, i + 1, head)) {
      infinitive = true;
      group.start = i;
    } else if (infinitive && (UNDONE.has(lower) || lower === "able")) {
      infinitive = false;
      if (lower === "able") able = true;
      else group.withheld = true;
      undone = true;
      group.start = i;
    } else if (infinitive && pos === "VERB" && (REFUSALS.has(lemma) || LEADS.has(lemma))) {
      infinitive = false;
      if (REFUSALS.has(lemma)) group.withheld = true;
      group.start = i;
    } else if (/^(?:not|n't|never|neither|nor)$/.test(lower)) {
      group.withheld = true;
      group.start = i;
    } else if (pos === "AUX" || (undone && lemma === "have")) {
      const open = group.withheld && (lower === "could" || lower === "can");
      if (MODALS.has(lower) && !(open && LEAVES_OPEN.has(tokens[head]!.lemma))) group.blocked = true;
      if (lemma === "be" && !undone && !tokens[head]!.lower.endsWith("ing")) group.passive = true;
      group.start = i;
    } else if (pos === "VERB" && tokens[i + 1]?.lower === "nor" && tokens[i - 1]?.lower === "neither") {
      group.start = i;
    } else if (pos === "ADV" && !/^(?:when|where|why|how|then|there|here)$/.test(lower)) group.start = i;
    else break;
  }
  if (infinitive || (able && !group.withheld)) group.blocked = true;
  while (group.start < head && tokens[group.start]!.pos === "ADV" && tokens[group.start - 1]?.text === ",")
    group.start++;
  return group;
}

const isShortOf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.lower === "of" && tokens[at - 1]?.lower === "short" && tokens[at - 2]?.lemma === "stop";

function onlyAdverbs(tokens: readonly Token[], start: number, end: number): boolean {
  return tokens.slice(start, end).every(({ pos }) => pos === "ADV");
}

function shapeOf(
  tokens: readonly Token[],
  start: number,
  head: number,
  before: Token | undefined,
): Cue["shape"] {
  const finite = tokens[start]!.pos === "AUX" || tokens[start]!.lemma === "stop";
  if (tokens[head]!.lower.endsWith("ing") && !finite) return "participle";
  if (before && (before.pos === "CCONJ" || (before.text === "," && tokens[start]!.pos === "CCONJ")))
    return "coordinate";
  return "verb";
}
