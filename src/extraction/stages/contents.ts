import { wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Cue } from "./cues.ts";
import {
  endOfFullNounPhrase,
  endOfNounPhrase,
  endOfTime,
  holdsClause,
  isFinite,
  isNominal,
} from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

const QUESTION_WORDS = wordClass("question word");
/** Verbs whose particle is part of their meaning: "rule out". */
const PHRASAL = new Set(["rule"]);
const PARTICLES = new Set(["out", "on", "up", "back"]);
const SILENCES = new Set(["comment", "respond", "reply", "elaborate"]);
const DASH = /^(?:―|—|–|--|-)$/;
/** Prepositions whose phrase tells the circumstances of a saying: "said in a statement to reporters". */
const CIRCUMSTANCES = wordClass("opens a circumstance");

/** How far a sentence is followed for what ends a content. */
const SIBLING_REACH = 120;
/** How many words may name those who are cited. */
const CITED_REACH = 16;
/** How far the verb of a clause may stand from its first word. */
const CLAUSE_REACH = 40;

/** What a cue leads in to its right, and where the cue ends, a preposition that belongs to it included. */
export interface RightContent extends TokenRange {
  cueEnd: number;
}

/** Where what a cue leads in begins, to its right; null when nothing that can be a content stands there. */
export function contentRightOf(reading: Reading, cue: Cue, limit: number): RightContent | null {
  const content = beginningRightOf(reading, cue, limit) ?? silence(reading, cue);
  return (
    content && {
      ...content,
      end: endOfFullQuotation(reading, content) ?? endBeforeSiblings(reading, cue, content),
    }
  );
}

/** "has not commented", "would not respond": the silence itself is all that is told. */
function silence({ tokens }: Reading, { start, head, withheld }: Cue): RightContent | null {
  if (!withheld || !SILENCES.has(tokens[head]!.lemma) || (tokens[head + 1]?.pos ?? "PUNCT") !== "PUNCT")
    return null;
  const from = tokens[head - 1]!.lower === "to" ? head - 1 : head;
  return from > start ? { start: from, end: head + 1, cueEnd: from } : null;
}

/**
 * `said, “Perhaps,” when pressed`: a quotation with its own closing comma or full stop is all of a content that it begins;
 * null where none does. In `called it “a lie,” and “a fraud”` more follows.
 */
function endOfFullQuotation(
  { tokens, quotations, quotationOf }: Reading,
  { start, end }: TokenRange,
): number | null {
  const quotation = quotations[quotationOf[start]!];
  if (!quotation?.closed || quotation.open !== start || quotation.close + 1 >= end) return null;
  const next = tokens[quotation.close + 1]!;
  const goesOn = next.pos === "CCONJ" || quotationOf[quotation.close + 1] !== -1;
  return !goesOn && /^[,.!?…]$/.test(tokens[quotation.close - 1]!.text) ? quotation.close + 1 : null;
}

/**
 * Where a content ends before what belongs to the cue itself: "said prices fell and left the room", "said prices
 * fell, pointing to a chart", "called him “a fool,” adding", "compared him to “a fool” — a word that", "defended the delay
 * on Monday".
 */
function endBeforeSiblings({ tokens, quotationOf }: Reading, cue: Cue, { start, end }: TokenRange): number {
  // "defended the delay on Monday": a thing that is named has no day, as a clause would.
  const namesOnly = cue.takes.noun && !cue.takes.clause && !cue.takes.infinitive;
  for (let i = start + (namesOnly ? 1 : 2); i < Math.min(end, start + SIBLING_REACH); i++) {
    const { head, relation, pos, tag, text } = tokens[i]!;
    const afterQuotation = quotationOf[i - 1] !== -1 && quotationOf[i] === -1;
    if (afterQuotation && (tag === "VBG" || (cue.takes.prepositions.size > 0 && DASH.test(text)))) return i;
    // Whoever says something cites for it: "said prices fell, citing a survey".
    if (tokens[i]!.lower === "citing" && tokens[i - 1]!.text === "," && quotationOf[i] === -1) return i - 1;
    const timeEnds = namesOnly ? endOfTime(tokens, i, end) : i;
    if (timeEnds > i && (afterQuotation || timeEnds === end)) return i;
    if (head !== cue.head || quotationOf[i] !== -1 || pos !== "VERB") continue;
    if (relation === "conj" && tag !== "VB")
      for (let j = i - 1; j > Math.max(start, i - 6); j--)
        // "said prices fell and that wages rose": the second clause is still what is said.
        if (tokens[j]!.pos === "CCONJ" && tokens[j + 1]!.lower !== "that")
          return tokens[j - 1]!.text === "," ? j - 1 : j;
    const comma = tokens[i - 1]!.pos === "ADV" ? i - 2 : i - 1;
    if (tag === "VBG" && comma > start && tokens[comma]!.text === ",") return comma;
  }
  return end;
}

function beginningRightOf(reading: Reading, cue: Cue, limit: number): RightContent | null {
  const { tokens, quotationOf } = reading;
  let j = cue.end;
  const particle = tokens[j];
  const afterParticle = tokens[j + 1];
  if (
    particle &&
    j < limit &&
    PARTICLES.has(particle.lower) &&
    afterParticle &&
    (/^(?:that|,|:|["“‘])$/.test(afterParticle.lower) || PHRASAL.has(tokens[cue.head]!.lemma))
  )
    j++;
  const cueEnd = j;
  const within = (range: TokenRange | null): RightContent | null => (range ? { ...range, cueEnd } : null);
  if (cue.takes.prepositions.has(tokens[j]?.lower ?? "") && j + 1 < limit)
    return { start: j + 1, end: limit, cueEnd: j + 1 };
  if (cue.takes.recipient) {
    const recipient = endOfRecipient(tokens, j, limit);
    // "told his staff to leave": whoever is told belongs to what is demanded.
    if (recipient > j && tokens[recipient]?.lower === "to" && cue.takes.infinitive && recipient < limit)
      return { start: j, end: limit, cueEnd };
    j = recipient;
  }
  const direct = beginsAt(reading, cue, j, limit);
  if (direct) return within(direct);
  // Circumstances may come between: "said Friday in a statement to reporters that ...".
  for (let guard = 0; guard < 6 && j < limit && quotationOf[j] === -1; guard++) {
    const after = endOfCircumstance(tokens, j, limit);
    if (after === j) break;
    j = after;
    const found = beginsAt(reading, cue, j, limit);
    if (found) return within(found);
  }
  return null;
}

function beginsAt(reading: Reading, cue: Cue, from: number, limit: number): TokenRange | null {
  const { tokens, quotationOf } = reading;
  const { takes } = cue;
  let j = from;
  const punctuation = tokens[j];
  if (j < limit && quotationOf[j] === -1 && (punctuation?.text === "," || punctuation?.text === ":")) {
    j++;
    if (
      j < limit &&
      quotationOf[j] === -1 &&
      !(punctuation.text === ":" && takes.clause) &&
      tokens[j]!.lower !== "that"
    )
      return null;
  }
  const token = tokens[j];
  if (!token || j >= limit || endOfTime(tokens, j, limit) > j) return null;
  if (quotationOf[j] !== -1) return takes.quotation || takes.noun ? { start: j, end: limit } : null;
  if (token.lower === "that" && takes.clause) return { start: j, end: limit };
  if (QUESTION_WORDS.has(token.lower) && (takes.question || cue.withheld)) return { start: j, end: limit };
  // "vowed never again to surrender"
  let to = j;
  while (to < limit && (tokens[to]!.pos === "ADV" || tokens[to]!.lower === "not")) to++;
  const negated = to > j && /^(?:not|never|no)$/.test(token.lower);
  if ((to === j || negated) && tokens[to]?.lower === "to" && takes.infinitive)
    return { start: j, end: limit };
  const subjectLike =
    isNominal(token) ||
    token.pos === "DET" ||
    token.pos === "PRON" ||
    token.pos === "ADJ" ||
    token.lower === "there";
  if (takes.clause && subjectLike && holdsClauseOfItsOwn(reading, cue, j, limit))
    return { start: j, end: limit };
  for (const preposition of takes.prepositions) {
    const end = prepositionalContent(tokens, j, limit, preposition);
    if (end) return { start: j, end: Math.max(end, j + 1) };
  }
  if (takes.infinitive && takes.recipient && subjectLike) {
    const object = endOfFullNounPhrase(tokens, j, limit);
    if (tokens[object]?.lower === "to" && object > j) return { start: j, end: limit };
  }
  if (takes.noun && subjectLike && token.pos !== "PRON") {
    const end = endOfNominalContent(reading, j, limit);
    return end > j ? { start: j, end } : null;
  }
  return null;
}

/**
 * A clause without "that": a subject and its finite verb follow each other, or the tree hangs a clause on the cue. So
 * "said he left" is one, "defended the man who left" is not.
 */
function holdsClauseOfItsOwn(
  { tokens, quotationOf }: Reading,
  cue: Cue,
  start: number,
  limit: number,
): boolean {
  const subject = endOfFullNounPhrase(tokens, start, limit);
  if (subject === start) return tokens[start]!.lower === "there";
  let verb = subject;
  while (verb < limit && (tokens[verb]!.pos === "ADV" || tokens[verb]!.lower === "also")) verb++;
  if (verb < limit && quotationOf[verb] !== -1) return true;
  if (verb < limit && isFinite(tokens, verb) && tokens[verb]!.tag !== "VBN") return true;
  for (let i = subject; i < Math.min(limit, start + CLAUSE_REACH); i++) {
    const { relation, head } = tokens[i]!;
    if (head === cue.head && (relation === "ccomp" || relation === "parataxis")) return true;
    if (quotationOf[i] !== -1 && tokens[i - 1]!.pos !== "PUNCT") return true;
  }
  // What "said" takes is a clause or a quotation, even where the tree is wrong.
  const saysOnly = cue.takes.quotation && !cue.takes.noun && !cue.takes.belief && !cue.takes.infinitive;
  return saysOnly && holdsClause(tokens, start, Math.min(limit, start + CLAUSE_REACH));
}

/** "him of lying", "leaders with making ...", "for a ban": an object, then the preposition. */
function prepositionalContent(
  tokens: readonly Token[],
  start: number,
  limit: number,
  preposition: string,
): number {
  for (let i = start; i < Math.min(limit, start + 14); i++) {
    const token = tokens[i]!;
    if (token.lower === preposition) return limit;
    const object =
      isNominal(token) ||
      token.pos === "DET" ||
      token.pos === "PRON" ||
      token.pos === "ADJ" ||
      token.pos === "CCONJ" ||
      token.lower === "'s" ||
      token.lower === "’s" ||
      token.lower === "of" ||
      token.lower === "on";
    if (!object) return 0;
  }
  return 0;
}

/** A noun phrase content runs to the next comma or finite verb of the main clause; "reports that ..." to the end. */
function endOfNominalContent({ tokens, quotationOf }: Reading, start: number, limit: number): number {
  for (let i = start; i < limit; i++) {
    if (quotationOf[i] !== -1) continue;
    const token = tokens[i]!;
    if (i > start && token.lower === "that") return limit;
    if (/^[,;:.–—]$/.test(token.text) || token.lower === "but") return i;
  }
  return limit;
}

/** Where the person who was told ends: "reporters", "him", "CNN's Jake Tapper", "a crowd in Ohio" up to the clause. */
function endOfRecipient(tokens: readonly Token[], i: number, limit: number): number {
  const token = tokens[i];
  if (!token || i >= limit) return i;
  if (token.pos === "PRON" && token.lower !== "that" && !QUESTION_WORDS.has(token.lower))
    return Math.max(i + 1, tokens[i + 1]?.tag === "IN" ? 0 : endOfNounPhrase(tokens, i, limit));
  return token.lower === "that" ? i : endOfNounPhrase(tokens, i, limit);
}

/** Where one circumstance that begins at `i` ends: a time, "to reporters", "in a statement"; `i` when none does. */
function endOfCircumstance(tokens: readonly Token[], i: number, limit: number): number {
  const time = endOfTime(tokens, i, limit);
  if (time > i) return time;
  const token = tokens[i]!;
  if (token.pos === "ADV" && token.lower !== "that") return i + 1;
  // "reported, citing two officials, that": whoever is cited stands between the verb and what it leads in.
  if (token.text === "," && tokens[i + 1]?.lower === "citing")
    for (let j = i + 2; j < Math.min(limit - 1, i + CITED_REACH); j++)
      if (tokens[j]!.text === "," && tokens[j + 1]!.lower === "that") return j + 1;
  if (token.text === "," && i + 1 < limit) {
    const inside = endOfCircumstance(tokens, i + 1, limit);
    return inside > i + 1 ? inside : i;
  }
  if (!CIRCUMSTANCES.has(token.lower)) return i;
  const phrase = endOfNounPhrase(tokens, i + 1, limit);
  return phrase > i + 1 ? phrase : i;
}
