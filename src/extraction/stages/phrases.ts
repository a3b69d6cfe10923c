import { HONORIFICS, ROLES, wordClass } from "../lexicon/lexicon.ts";
import type { Token } from "./tokens.ts";

/** Longest noun phrase that the walks below follow, in tokens: it keeps them constant in cost. */
const REACH = 60;

const WEEKDAYS = new Set("monday tuesday wednesday thursday friday saturday sunday".split(" "));
const DAY_PART = /^(?:morning|afternoon|evening|night|noon|midnight)$/;
const RELATIVE_TIMES = new Set(["yesterday", "today", "tonight", "tomorrow"]);
const MONTHS = new Set(
  (
    "jan january jan. feb february feb. mar march mar. apr april apr. may jun june jul july aug august aug. sep sep. " +
    "sept sept. september oct october oct. nov november nov. dec december dec."
  ).split(" "),
);
/** The words besides numbers with which an expression of time may begin. */
const OPENS_TIME = new Set([
  ...WEEKDAYS,
  ...MONTHS,
  ...RELATIVE_TIMES,
  ..."earlier later late early on last this next that a an".split(" "),
]);
const SPAN_OF_TIME =
  /^(?:weeks?|months?|years?|days?|weekend|summer|spring|fall|autumn|winter|hours?|minutes?|decades?)$/;

export const isNominal = (token: Token | undefined): boolean =>
  token !== undefined && (token.pos === "NOUN" || token.pos === "PROPN" || token.pos === "NUM");

const DAY_OF_MONTH = /^(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/;
/** The month of "3 November" and "3rd of November" that begin at `i`, by its index; 0 where none does. */
function monthOfDay(at: (k: number) => Token | undefined, i: number): number {
  if (!DAY_OF_MONTH.test(at(i)?.lower ?? "")) return 0;
  const month = at(i + 1)?.lower === "of" ? i + 2 : i + 1;
  return at(month) && isMonth(at(month)!) ? month : 0;
}

export const isWeekday = (token: Token): boolean => WEEKDAYS.has(token.lower);
export const isMonth = (token: Token): boolean => MONTHS.has(token.lower) && /^\p{Lu}/u.test(token.text);

const SUBJECT_PRONOUNS = wordClass("subject pronoun");
export const isSubjectPronoun = (token: Token): boolean => SUBJECT_PRONOUNS.has(token.lower);

/**
 * Where an expression of time that begins at `i` ends ("Friday", "Thursday morning", "last week", "Aug. 3, 2015",
 * "earlier this year"), or `i` when none begins there.
 */
export function endOfTime(tokens: readonly Token[], i: number, limit: number): number {
  const opener = tokens[i];
  if (!opener || (opener.pos !== "NUM" && !OPENS_TIME.has(opener.lower) && !DAY_OF_MONTH.test(opener.lower)))
    return i;
  const at = (k: number): Token | undefined => (k < limit ? tokens[k] : undefined);
  let j = i;
  if (at(j) && /^(?:earlier|later|late|early)$/.test(at(j)!.lower)) {
    const rest = endOfTime(tokens, j + 1, limit);
    return rest > j + 1 ? rest : at(j)!.pos === "ADV" ? j + 1 : i;
  }
  if (at(j)?.lower === "on" && at(j + 1)) {
    const day = at(j + 1)!.lower === "the" ? j + 2 : j + 1;
    if (isWeekday(at(j + 1)!) || isMonth(at(j + 1)!)) j++;
    else if (monthOfDay(at, day) > 0) j = day;
  }
  const token = at(j);
  if (!token) return i;
  const month = monthOfDay(at, j);
  if (month > 0) return /^(?:19|20)\d\d$/.test(at(month + 1)?.text ?? "") ? month + 2 : month + 1;
  if (isMonth(token) && at(j + 1)?.pos === "NUM") {
    j += 2;
    if (at(j)?.text === "," && /^(?:19|20)\d\d$/.test(at(j + 1)?.text ?? ""))
      j += at(j + 2)?.text === "," ? 3 : 2;
    return j;
  }
  if (isWeekday(token)) {
    j++;
    while (at(j) && DAY_PART.test(at(j)!.lower)) j++;
    return j;
  }
  if (RELATIVE_TIMES.has(token.lower)) return j + 1 + (at(j + 1) && DAY_PART.test(at(j + 1)!.lower) ? 1 : 0);
  if (/^(?:last|this|next|that)$/.test(token.lower) && at(j + 1)) {
    const word = at(j + 1)!;
    if (isWeekday(word) || isMonth(word) || SPAN_OF_TIME.test(word.lower) || DAY_PART.test(word.lower))
      return j + 2;
  }
  if (token.pos === "NUM" || /^an?$/.test(token.lower)) {
    let k = j + 1;
    while (at(k) && SPAN_OF_TIME.test(at(k)!.lower)) k++;
    if (k > j + 1 && at(k)?.lower === "ago") return k + 1;
  }
  return i;
}

/**
 * Where a noun phrase that begins at `i` ends, prepositional parts not included ("a senior White House official").
 * Gives `i` when none begins there.
 */
export function endOfNounPhrase(tokens: readonly Token[], i: number, limit: number): number {
  const stop = Math.min(limit, tokens.length, i + REACH);
  const first = tokens[i];
  if (!first || i >= stop) return i;
  if (first.pos === "PRON" && !/^(?:his|her|its|their|our|my|your)$/.test(first.lower)) return i + 1;
  let j = i;
  let lastNominal = i;
  for (; j < stop; j++) {
    const token = tokens[j]!;
    if (isNominal(token)) {
      lastNominal = j + 1;
      continue;
    }
    if (token.pos === "ADJ" || token.lower === "'s" || token.lower === "’s" || token.text === "&") continue;
    if (j === i && (token.pos === "DET" || token.pos === "PRON" || token.pos === "ADV")) continue;
    if ((token.text === "-" || token.text === "'" || token.text === "’") && j > i) continue;
    if (
      token.pos === "VERB" &&
      token.lower.endsWith("ing") &&
      j > i &&
      isNominal(tokens[j + 1]) &&
      tokens[j - 1]!.pos !== "PROPN" &&
      tokens[j - 1]!.pos !== "NOUN"
    )
      continue;
    break;
  }
  // "the accused", "the alleged directive" mistagged: an article and adjectives alone are a noun phrase too.
  return lastNominal === i && j > i + 1 && tokens[j - 1]!.pos === "ADJ" ? j : lastNominal;
}

/** Prepositions that tie a noun phrase to the one before it, rather than to the verb. */
const TIES = new Set([
  "of",
  "for",
  "from",
  "at",
  "with",
  "within",
  "inside",
  "to",
  "in",
  "on",
  "against",
  "who",
]);

/** Like `endOfNounPhrase`, with the parts tied on by "of", "for", "and" ("the dean of the school and her deputy"). */
export function endOfFullNounPhrase(tokens: readonly Token[], i: number, limit: number): number {
  let end = endOfNounPhrase(tokens, i, limit);
  for (let guard = 0; end > i && guard < 12; guard++) {
    const link = tokens[end];
    if (!link || end >= limit) break;
    const links = (link.pos === "ADP" && TIES.has(link.lower)) || link.lower === "to" || link.lower === "and";
    if (!links || endOfTime(tokens, end, limit) > end) break;
    const next = endOfNounPhrase(tokens, end + 1, limit);
    if (next === end + 1 || tokens[end + 1]!.pos === "PRON") break;
    end = next;
  }
  return end;
}

/**
 * Where the noun phrase that ends before `end` begins. Prepositional parts ("the Ambassador to Mexico") belong to it
 * as long as a noun stands before the preposition. Never crosses `floor`. Gives `end` when there is none.
 */
export function startOfNounPhrase(tokens: readonly Token[], end: number, floor: number): number {
  const stop = Math.max(floor, end - REACH);
  const last = tokens[end - 1];
  if (!last || end <= stop) return end;
  if (last.pos === "PRON" || (last.pos === "DET" && end - 1 >= stop)) return end - 1;
  if (!isNominal(last) && last.pos !== "ADJ" && !ROLES.has(last.lower)) return end;
  let start = end;
  for (let i = end - 1; i >= stop; i--) {
    const token = tokens[i]!;
    const before = i > stop ? tokens[i - 1] : undefined;
    if (isNominal(token) || token.pos === "ADJ" || ROLES.has(token.lower) || HONORIFICS.has(token.lower))
      start = i;
    else if (token.pos === "DET") {
      start = i;
      if (!before || !isTie(before) || !isNominal(i - 1 > stop ? tokens[i - 2] : undefined)) break;
    } else if (
      token.lower === "'s" ||
      token.lower === "’s" ||
      token.text === "&" ||
      token.text === "’" ||
      token.text === "'"
    ) {
      if (!isNominal(before)) break;
    } else if (token.text === "-" && isNominal(before)) continue;
    else if (token.pos === "PRON" && /^(?:his|her|its|their|our|my|your|whose)$/.test(token.lower)) {
      start = i;
      if (!before || !isTie(before)) break;
    } else if (isTie(token) && isNominal(before) && endOfTime(tokens, i, end) === i) continue;
    else if ((token.lower === "and" || token.lower === "or") && isNominal(before)) continue;
    else if (token.pos === "ADV" && tokens[i + 1]?.pos === "ADJ") start = i;
    else break;
  }
  return skipLeadingTime(tokens, start, end);
}

function isTie(token: Token): boolean {
  return (token.pos === "ADP" || token.pos === "PART" || token.pos === "SCONJ") && TIES.has(token.lower);
}

/** Drops "Last week" from "Last week Mr. Smith". */
function skipLeadingTime(tokens: readonly Token[], start: number, end: number): number {
  const after = endOfTime(tokens, start, end);
  return after < end ? after : start;
}

/** Whether the words from `start` to `end` hold a finite verb with something before it to be its subject. */
export function holdsClause(tokens: readonly Token[], start: number, end: number): boolean {
  const stop = Math.min(end, start + REACH);
  let subject = false;
  for (let i = start; i < stop; i++) {
    const token = tokens[i]!;
    if (isFinite(tokens, i) && subject) return true;
    if (isNominal(token) || token.pos === "PRON" || token.pos === "DET" || token.lower === "there")
      subject = true;
  }
  return false;
}

/** A finite verb, as far as part of speech and form tell: no "-ing" form and no "to" before it. */
export function isFinite(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  if (token.pos === "AUX") return tokens[i - 1]?.lower !== "to";
  if (token.pos !== "VERB" || token.lower.endsWith("ing")) return false;
  return tokens[i - 1]?.lower !== "to";
}
