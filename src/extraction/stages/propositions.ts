/** What of a content is a proposition: words that can be true or false, and that are understood by themselves. */
import { REPORTING_VERBS, wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

const ALLEGED = wordClass("can be true or false");
const BRINGS_UP = wordClass("brings something up");
const DEEDS = wordClass("names a deed or an event");
const NAMES = wordClass("gives a name");
const SETTLES = wordClass("verb that settles a matter");
const POINTERS = new Set(["it", "this", "that", "these", "those", "them"]);
const POINTING = new Set(["the", "this", "that", "these", "those", "all"]);
/** Tokens within which a content comes to its "that": "earlier reports by two newspapers that". */
const LEAD_IN = 12;
/** Words of a name or pronoun before a verb of saying. */
const LONGEST_NAME = 6;
/** Steps from the first word of a subject to its verb. */
const MOST_STEPS = 12;

/** Whether a verb form tells a time by itself: every clause has one. */
export const isFinite = ({ tag }: Token): boolean =>
  tag === "MD" || tag === "VBD" || tag === "VBZ" || tag === "VBP";

const isNominal = ({ pos }: Token): boolean =>
  pos === "NOUN" || pos === "PROPN" || pos === "PRON" || pos === "NUM";

/** Whether "that", "whether" or "if" opens a clause here, and is no relative ("that were false") or demonstrative. */
export function opensClause(tokens: readonly Token[], i: number): boolean {
  const { lower, relation, pos } = tokens[i]!;
  if (lower !== "that") return lower === "whether" || (lower === "if" && pos === "SCONJ");
  const before = tokens[i - 1];
  const next = tokens[i + 1];
  if (relation === "mark" || relation === "det" || !next) return relation === "mark";
  // Taken for a relative or an adverb where it is neither: "claims that", "denied Monday that", "denied that he".
  const isComplement =
    !before || before.pos === "VERB" || before.pos === "PROPN" || ALLEGED.has(before.lemma);
  return isComplement ? !isFinite(next) : relation === "advmod" && /^(?:PRP|DT|EX|NNP)/.test(next.tag);
}

/**
 * The clause that a content spells out: "prices fell" of "prices fell", "that prices fell", "reports that prices fell",
 * "to confirm or deny reports that prices fell"; null for a noun phrase and for a question ("what was discussed").
 */
export function clauseIn(reading: Reading, content: TokenRange): TokenRange | null {
  const { tokens } = reading;
  const { start, end } = withinSentence(reading, afterSettling(reading, content));
  if (isQuestion(tokens[start]!)) return null;
  for (let i = start; i < Math.min(end, start + LEAD_IN) && !isFinite(tokens[i]!); i++) {
    // "knowing that prices fell": it is the knowing that is denied.
    if (isDoing(tokens[i]!)) return null;
    // "speculation he was leaving" leaves the "that" out.
    const bare = ALLEGED.has(tokens[i]!.lemma) && tokens[i + 1]?.tag === "PRP";
    if (!bare && !opensClause(tokens, i)) continue;
    const clause = trimmed(reading, { start: i + 1, end });
    return clause && hasSubject(tokens, clause) && !(i > start && isBringingUp(tokens, clause))
      ? clause
      : null;
  }
  const clause = trimmed(reading, { start, end });
  if (!clause || !hasSubject(tokens, clause) || isBringingUp(tokens, clause)) return null;
  return isOwnSubject(tokens, clause) ? clause : null;
}

const isDoing = ({ tag, relation }: Token): boolean =>
  tag === "VB" || (tag === "VBG" && relation !== "amod" && relation !== "compound");

const isQuestion = ({ tag, lower }: Token): boolean => tag.startsWith("W") && lower !== "that";

/** "to confirm or deny the report": what is to be settled begins behind the verbs. */
function afterSettling({ tokens }: Reading, { start, end }: TokenRange): TokenRange {
  let i = start;
  while (i < end && (tokens[i]!.pos === "PUNCT" || /^(?:to|or|nor|and)$/.test(tokens[i]!.lower))) i++;
  if (i === start || !SETTLES.has(tokens[i]?.lemma ?? "")) return { start, end };
  while (i < end && (SETTLES.has(tokens[i]!.lemma) || /^(?:to|or|nor|and)$/.test(tokens[i]!.lower))) i++;
  return i < end ? { start: i, end } : { start, end };
}

/** Whether the words are subject and verb: something nominal before the first finite verb, which no "which" leads in. */
function hasSubject(tokens: readonly Token[], { start, end }: TokenRange): boolean {
  // "that while prices fell": what holds in spite of that comes later, if at all.
  const first = tokens[start]!.lower === "even" ? start + 1 : start;
  if (isQuestion(tokens[start]!) || tokens[first]!.pos === "SCONJ") return false;
  let subject = false;
  for (let i = start; i < end; i++) {
    const token = tokens[i]!;
    if (isQuestion(token) || (token.lower === "that" && isFinite(tokens[i + 1]!) && i > start)) return false;
    if (isFinite(token)) return subject;
    if (isNominal(token) || token.tag === "EX" || token.tag === "DT") subject = true;
  }
  return false;
}

/**
 * Whether words without a "that" are one clause, and not a noun phrase with a clause behind it: the subject of their
 * verb begins with them ("the minister resigned"; not "the meeting, because they were late").
 */
function isOwnSubject(tokens: readonly Token[], { start, end }: TokenRange): boolean {
  const verb = firstFinite(tokens, start);
  const { head, relation } = tokens[verb]!;
  const predicate = relation.startsWith("aux") || relation === "cop" ? head : verb;
  let token = start;
  for (let steps = 0; steps < MOST_STEPS && token >= start && token < end; steps++) {
    if (tokens[token]!.head === predicate)
      return /^(?:[nc]subj(?:pass)?|expl)$/.test(tokens[token]!.relation);
    token = tokens[token]!.head;
  }
  return false;
}

/** Index of the first finite verb from here on; there is one. */
function firstFinite(tokens: readonly Token[], start: number): number {
  let verb = start;
  while (!isFinite(tokens[verb]!)) verb++;
  return verb;
}

/** "(claims that) Lee made on Monday", "the plans announced on Friday": words that tell who brought something up. */
function isBringingUp(tokens: readonly Token[], { start, end }: TokenRange): boolean {
  let verb = firstFinite(tokens, start);
  while (verb + 1 < end && tokens[verb]!.pos !== "VERB") verb++;
  const hasObject = verb + 1 < end && /^(?:NOUN|PROPN|PRON|DET|NUM|ADJ|SCONJ)$/.test(tokens[verb + 1]!.pos);
  return BRINGS_UP.has(tokens[verb]!.lemma) && tokens[verb]!.tag !== "VB" && !hasObject;
}

/** Up to the end of the sentence that the range begins in, or to where it says something else. */
function withinSentence({ tokens, quotationOf }: Reading, { start, end }: TokenRange): TokenRange {
  let first = start;
  while (first < end - 1 && (tokens[first]!.pos === "PUNCT" || tokens[first]!.pos === "CCONJ")) first++;
  let last = first;
  while (last < end && tokens[last]!.sentence === tokens[first]!.sentence) {
    const breaks = tokens[last]!.text === "," || tokens[last]!.lower === "and";
    if (breaks && quotationOf[last] === quotationOf[first] && saysElse(tokens, last)) break;
    last++;
  }
  return { start: first, end: last };
}

/** ", but ...", ", he said", "and called it a lie": what follows is not what is denied or confirmed. */
function saysElse(tokens: readonly Token[], at: number): boolean {
  const comma = tokens[at]!.text === ",";
  let i = comma ? at + 1 : at;
  if (tokens[i]?.lower === "but") return true;
  const and = tokens[i]?.lower === "and";
  if (and) i++;
  const name = i;
  while (comma && i < name + LONGEST_NAME && /^(?:PRON|PROPN|NOUN|DET|ADJ)$/.test(tokens[i]?.pos ?? "")) i++;
  if (!and && i === name) return false;
  while (tokens[i]?.pos === "ADV") i++;
  const verb = tokens[i];
  if (verb?.pos !== "VERB" || !isFinite(verb)) return false;
  return REPORTING_VERBS.has(verb.lemma) || NAMES.has(verb.lemma);
}

/**
 * The words without the punctuation that closes them, and without a mark of quotation whose other one is outside; null
 * where nothing is left, or where they break off ("a coalition of voters who").
 */
function trimmed({ tokens, quotations, quotationOf }: Reading, range: TokenRange): TokenRange | null {
  let { start, end } = range;
  while (start < end && (tokens[start]!.text === "," || tokens[start]!.pos === "CCONJ")) start++;
  const around = quotations[quotationOf[start] ?? -1];
  if (around && around.open < start) end = Math.min(end, around.close);
  while (end > start && tokens[end - 1]!.pos === "PUNCT") {
    const closed = quotations[quotationOf[end - 1] ?? -1];
    if (closed?.closed && closed.close === end - 1 && closed.open >= start) break;
    if (tokens[end - 1]!.text === ")" && tokens.slice(start, end).some(({ text }) => text === "(")) break;
    end--;
  }
  if (end - start < 2) return null;
  return /^(?:IN|TO|DT|CC|PRP\$|W.*)$/.test(tokens[end - 1]!.tag) ? null : { start, end };
}

/**
 * A deed or event that a content names without a clause, where it says whose or which: "taking bribes from a builder",
 * "any involvement in the 2019 attack"; null for "an inquiry", "the number of casualties", "wrongdoing".
 */
export function deedIn(reading: Reading, content: TokenRange): TokenRange | null {
  const { tokens } = reading;
  const range = trimmed(reading, withinSentence(reading, content));
  if (!range) return null;
  let { start } = range;
  const { end } = range;
  if (/^(?:to|of|for)$/.test(tokens[start]!.lower) && tokens[start + 1]?.tag === "VBG") start++;
  if (isDoing(tokens[start]!))
    return tokens.slice(start + 1, end).some(({ pos }) => pos === "NOUN" || pos === "PROPN" || pos === "NUM")
      ? { start, end }
      : null;
  for (let i = start; i < end; i++) {
    const { pos, lemma, lower } = tokens[i]!;
    if (lower === "of" && ALLEGED.has(tokens[i - 1]?.lemma ?? "")) start = i + 1;
    else if (pos === "ADP" || pos === "PUNCT" || pos === "VERB" || pos === "AUX") return null;
    if (pos !== "NOUN" || tokens[i + 1]?.pos === "NOUN" || !DEEDS.has(lemma)) continue;
    const told = tokens.slice(start + 1, end).some(({ text }) => /^[\p{Lu}\d]/u.test(text));
    return told && tokens[i + 1]?.pos === "ADP" ? { start, end } : null;
  }
  return null;
}

/** Whether words do nothing but point to what was said before: "it", "that story", "the allegations as nonsense". */
export function pointsBack(reading: Reading, content: TokenRange): boolean {
  const { tokens } = reading;
  const { start, end } = withinSentence(reading, afterSettling(reading, content));
  const words = tokens.slice(start, end).filter(({ pos }) => pos !== "PUNCT");
  const as = words.findIndex(({ lower }) => lower === "as");
  const phrase = as > 0 ? words.slice(0, as) : words;
  const last = phrase.at(-1);
  if (!last) return false;
  if (phrase.length === 1) return POINTERS.has(last.lower);
  const [first, ...rest] = phrase;
  return (
    ALLEGED.has(last.lemma) &&
    (POINTING.has(first!.lower) || first!.tag === "PRP$") &&
    rest.every(({ pos }) => pos === "NOUN" || pos === "ADJ" || pos === "DET" || pos === "VERB")
  );
}
