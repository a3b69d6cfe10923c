import { REPORTING_VERBS, wordClass } from "../../lexicon/lexicon.ts";
import type { DatePrecision, PrintedDate } from "../../statement.ts";
import { isCapitalised } from "../capitals.ts";
import { endOfTime, isMonth, isWeekday } from "../phrases.ts";
import { textOf, type Reading } from "../reading.ts";
import type { Token } from "../tokens.ts";
import type { Setting } from "./setting.ts";

const SPEAKING = wordClass("tells of speaking without the words");

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const DAY_MS = 86_400_000;
/** A month and day without a year are taken for the past, unless they are this near. */
const AHEAD_MS = 14 * DAY_MS;

/** How far back the "who" of the clause may stand that a day belongs to. */
const CLAUSE_REACH = 10;
/** What ties a day to something that is planned, that lasts or that has been: "until Thursday", "ahead of Friday's vote". */
const OTHER_DAYS = wordClass("ties a day to something else");

/** The day that a setting tells, the one nearest after the cue first; null when it tells none. */
export function whenSaid(
  reading: Reading,
  setting: Setting,
  publishedOn: string | undefined,
): PrintedDate | null {
  const after = setting.tokens.filter((i) => i >= setting.cueAt);
  const before = setting.tokens.filter((i) => i < setting.cueAt);
  const printed = dayAmong(reading, after) ?? dayAmong(reading, before);
  return printed === null ? null : resolveDate(printed, publishedOn);
}

/** The first expression of time among the tokens, as printed, that may tell when something was said. */
function dayAmong(reading: Reading, among: readonly number[]): string | null {
  const { tokens } = reading;
  let next = 0;
  for (const i of among) {
    let end = i < next ? i : endOfTime(tokens, i, Math.min(tokens.length, i + 8));
    if (end === i) continue;
    next = end;
    const start = tokens[i]!.lower === "on" ? (tokens[i + 1]!.lower === "the" ? i + 2 : i + 1) : i;
    while (end > start && tokens[end - 1]!.text === ",") end--;
    const printed = textOf(reading, { start, end });
    // Nothing is reported before it is said.
    if (/^(?:earlier|later|late|early|tomorrow|next .*)$/i.test(printed)) continue;
    const other = OTHER_DAYS.has(tokens[i - 1]?.lower ?? "") || isOfAnotherDeed(tokens, i);
    if (!other && !isInName(tokens, start, end)) return printed;
  }
  return null;
}

/** "Ann Lee, who takes office on Monday, said": the day that somebody did something else. */
function isOfAnotherDeed(tokens: Reading["tokens"], time: number): boolean {
  for (let i = time - 1; i >= Math.max(0, time - CLAUSE_REACH) && tokens[i]!.text !== ","; i--)
    if (tokens[i]!.lower === "who") return !tellsOfSpeaking(tokens.slice(i, time));
  return false;
}

/** "the Today programme", "the Sunday Times": a day in a name is none. */
function isInName(tokens: Reading["tokens"], start: number, end: number): boolean {
  const [first, before, next] = [tokens[start]!, tokens[start - 1], tokens[end]];
  if (!before || before.sentence !== first.sentence || !isCapitalised(first.text)) return false;
  if (isWeekday(first)) return before.pos === "DET" && next?.pos === "PROPN" && isCapitalised(next.text);
  return !isMonth(first) && before.pos !== "PUNCT";
}

/** Whether somebody spoke or wrote in these words: of the day of another deed it is not known that it is that of a statement. */
export const tellsOfSpeaking = (words: readonly Token[]): boolean =>
  words.some(({ pos, tag, lemma }) => {
    const verb = REPORTING_VERBS.get(lemma);
    return pos === "VERB" && tag !== "VB" && (SPEAKING.has(lemma) || (verb?.quotation && !verb.belief));
  });

/**
 * Resolves a printed date against the day of publication (`YYYY-MM-DD`). A bare weekday is the last such day on or
 * before publication: English news of a Friday calls that Friday "Friday".
 */
export function resolveDate(asPrinted: string, publishedOn: string | undefined): PrintedDate {
  const words = asPrinted.toLowerCase().replace(/[,]/g, " ").split(/\s+/);
  const explicit = monthAndDay(words, publishedOn);
  if (explicit) return { asPrinted, ...explicit };
  const published = publishedOn === undefined ? null : Date.parse(`${publishedOn}T00:00:00Z`);
  const known = published === null || Number.isNaN(published) ? null : relative(words, published);
  return { asPrinted, date: known?.date ?? null, precision: known?.precision ?? null };
}

interface Known {
  date: string;
  precision: DatePrecision;
}

function monthAndDay(words: readonly string[], publishedOn: string | undefined): Known | null {
  const at = words.findIndex((word) => MONTHS.includes(word.slice(0, 3)) && /^[a-z]+\.?$/.test(word));
  if (at < 0) return null;
  const month = MONTHS.indexOf(words[at]!.slice(0, 3)) + 1;
  const numbers = words.slice(at + 1).map(Number);
  // "November 3", "3 November", "3rd of November"
  const day = [...numbers, ...words.slice(0, at).map((word) => Number.parseInt(word, 10))].find(
    (number) => number >= 1 && number <= 31,
  );
  let year = numbers.find((number) => number >= 1900 && number < 2200);
  if (year === undefined && publishedOn !== undefined) {
    year = Number(publishedOn.slice(0, 4));
    const partial = `${year}-${pad(month)}-${pad(day ?? 1)}`;
    // What was said was said before publication: a date far ahead belongs to the year before.
    if (partial > publishedOn && Date.parse(partial) - Date.parse(publishedOn) > AHEAD_MS) year--;
  }
  if (year === undefined) return null;
  const date = day === undefined ? `${year}-${pad(month)}` : `${year}-${pad(month)}-${pad(day)}`;
  return { date, precision: day === undefined ? "month" : "day" };
}

function relative(words: readonly string[], published: number): Known | null {
  const day = (ms: number): Known => ({ date: new Date(ms).toISOString().slice(0, 10), precision: "day" });
  const weekday = words.map((word) => WEEKDAYS.indexOf(word)).find((index) => index >= 0);
  if (weekday !== undefined) {
    const today = new Date(published).getUTCDay();
    const back = (today - weekday + 7) % 7;
    if (words.includes("next")) return day(published + (7 - back || 7) * DAY_MS);
    return day(published - (words.includes("last") && back === 0 ? 7 : back) * DAY_MS);
  }
  if (words.includes("yesterday")) return day(published - DAY_MS);
  if (words.includes("tomorrow")) return day(published + DAY_MS);
  if (
    words.includes("today") ||
    words.includes("tonight") ||
    (words.includes("this") && /^(?:morning|afternoon|evening)$/.test(words[words.length - 1]!))
  )
    return day(published);
  if (words.includes("ago")) return ago(words, published, day);
  const shift = words.includes("last") ? -1 : words.includes("next") ? 1 : words.includes("this") ? 0 : null;
  const date = new Date(published);
  if (shift !== null && words.includes("month")) {
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + shift);
    return { date: date.toISOString().slice(0, 7), precision: "month" };
  }
  if (shift !== null && words.includes("year"))
    return { date: String(date.getUTCFullYear() + shift), precision: "year" };
  return null;
}

/** "two days ago" is a day; "three years ago" a year; weeks and months are too rough to name either. */
function ago(words: readonly string[], published: number, day: (ms: number) => Known): Known | null {
  const [word] = words;
  const count =
    word === "a" || word === "an" ? 1 : Number.isNaN(Number(word)) ? NUMBERS.indexOf(word!) : Number(word);
  if (count < 1 || count > 500) return null;
  if (/^days?$/.test(words[1]!)) return day(published - count * DAY_MS);
  if (/^years?$/.test(words[1]!))
    return { date: String(new Date(published).getUTCFullYear() - count), precision: "year" };
  return null;
}

const pad = (number: number): string => String(number).padStart(2, "0");
