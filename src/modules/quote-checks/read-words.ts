/**
 * Text as a list of words that can be compared whatever their form: case, accents, quotation marks, punctuation,
 * hyphens and the dots of abbreviations are gone from a word's key, and every word knows where it stands in the text
 * it came from. What an editor put in or marked as left out ("[the president]", "...") is remembered as a gap, with the
 * words put in. Soft hyphens and characters without width, as copied from web pages, are no part of a word.
 */
import { foldLetters } from "./folding.ts";
import { CONTRACTIONS, DENYING_PHRASES, TITLES } from "./lexicon/lexicon.ts";

/** Where the text itself says that its words are not the speaker's own sequence. */
type MarkedGap = "none" | "ellipsis" | "insertion";

export interface QuoteWord {
  /** What is compared: lower case, no accents, no dots ("U.S." is "us"), one form of apostrophe. */
  key: string;
  /** UTF-16 units of the text given, end exclusive. */
  start: number;
  end: number;
  /** Printed with a capital, in a text that is not all capitals. */
  capital: boolean;
  /** First word of the text or after the end of a sentence. */
  opensSentence: boolean;
  /** A comma, dash, colon or other mark stands between this word and the one before. */
  pauseBefore: boolean;
  /** A semicolon, colon or dash does: the words before belong to another clause. */
  breakBefore: boolean;
  gapBefore: MarkedGap;
  /** The words of an editor's insertion that stands before this one. */
  insertedBefore: readonly QuoteWord[];
}

export interface ReadText {
  words: readonly QuoteWord[];
  /** A gap marked behind the last word. */
  gapAfter: MarkedGap;
  insertedAfter: readonly QuoteWord[];
}

const WORD =
  /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?|\p{N}+(?:[.,]\p{N}+)*\p{L}*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}]+(?:['’‘ʼ＇][\p{L}\p{M}]+)*|[$€£¥%&]/gu;
const ASCII_WORD = /^[a-z]+$/;
const CAPITALISED_ASCII_WORD = /^[A-Z][a-z]*$/;
const ELLIPSIS = /…|\.\s?\.\s?\./u;
const SENTENCE_END = /[.!?…。！？]["'”’)\]]*(?:\s|$)|\n\s*\n/u;
const MARK = /[,;:.!?…()\-–—"“”]/u;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/u;
const CLAUSE_BREAK = /[;:–—]|\s-\s|--/u;
/** Longer bracketed text is no insertion but text. */
const MAX_INSERTION_WORDS = 12;

/**
 * Reads a text into comparable words.
 *
 * @param text any text; linear in its length
 */
export function readWords(text: string): ReadText {
  const { plain, offsets } = withoutMarksInWords(text);
  const insertions = findInsertions(plain);
  const shouting = plain === plain.toUpperCase();
  const words: QuoteWord[] = [];
  let previousEnd = 0;
  let gap: MarkedGap = "none";
  let insertion = 0;
  let inserted: QuoteWord[] = [];
  for (const match of plain.matchAll(WORD)) {
    const printed = match[0];
    const start = match.index;
    const between = plain.slice(previousEnd, start);
    while (insertion < insertions.length && insertions[insertion]!.end <= start) {
      gap = "insertion";
      insertion += 1;
    }
    const inside = insertions[insertion];
    const word: QuoteWord = {
      key: wordKey(printed),
      start: offsets ? offsets[start]! : start,
      end: offsets ? offsets[start + printed.length - 1]! + 1 : start + printed.length,
      capital: !shouting && /^\p{Lu}/u.test(printed),
      opensSentence: false,
      pauseBefore: false,
      breakBefore: false,
      gapBefore: "none",
      insertedBefore: NO_WORDS,
    };
    if (inside && start >= inside.start) {
      inserted.push(word);
      continue;
    }
    // Nearly always there is a single space between two words, which marks nothing.
    const isMarked = between !== " ";
    if (isMarked && gap === "none" && ELLIPSIS.test(between)) gap = "ellipsis";
    const previous = words.at(-1);
    word.opensSentence =
      !previous ||
      (isMarked && SENTENCE_END.test(between) && !TITLES.has(previous.key)) ||
      (isMarked && opensBehindComma(words, word, between));
    const isDash = isMarked && /^[-‐‑]$/u.test(between) && NEVER_JOINED.has(word.key);
    word.pauseBefore = isMarked && MARK.test(between) && (isDash || !/^[-‐‑’']$/u.test(between));
    word.breakBefore = isMarked && (isDash || CLAUSE_BREAK.test(between));
    word.gapBefore = gap;
    if (inserted.length > 0) [word.insertedBefore, inserted] = [inserted, []];
    words.push(word);
    gap = "none";
    previousEnd = start + printed.length;
  }
  const rest = plain.slice(previousEnd);
  const gapAfter = insertion < insertions.length ? "insertion" : ELLIPSIS.test(rest) ? "ellipsis" : gap;
  return { words, gapAfter, insertedAfter: inserted };
}

/** Words that no compound ends with: a hyphen before one is a dash ("no invasion-that is rejected"). */
const NEVER_JOINED: ReadonlySet<string> = new Set([
  "that",
  "this",
  "these",
  "those",
  "which",
  "they",
  "we",
  "there",
]);

/**
 * "We will not sell it, If they send me a bill, I will sign it": of a quotation that its speaker's name interrupted, the
 * comma stands where a full stop would. Where all words have capitals, as in a headline, one tells nothing.
 */
function opensBehindComma(words: readonly QuoteWord[], word: QuoteWord, between: string): boolean {
  return (
    word.capital &&
    SENTENCE_OPENERS.has(word.key) &&
    between.includes(",") &&
    !words.slice(-CAPITALS_OF_HEADLINE).every(({ capital }) => capital)
  );
}
const SENTENCE_OPENERS: ReadonlySet<string> = new Set(
  "if but unless although though however because yet".split(" "),
);
const CAPITALS_OF_HEADLINE = 3;

const NO_WORDS: readonly QuoteWord[] = [];

/** Whether the words of a phrase stand at a place. */
export const standsAt = (words: readonly QuoteWord[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((key, nth) => words[at + nth]?.key === key);

/** The text from the first to the last of the words, as printed; where there are none, what an editor put in there. */
export function wordsBetween(
  text: string,
  { words, insertedAfter }: Pick<ReadText, "words" | "insertedAfter">,
  from: number,
  to: number,
): string {
  const shown = from < to ? words.slice(from, to) : (words[from]?.insertedBefore ?? insertedAfter);
  const [first, last] = [shown.at(0), shown.at(-1)];
  return first && last ? text.slice(first.start, last.end) : "";
}

/** The form of a word that is compared and hashed. */
function wordKey(printed: string): string {
  if (ASCII_WORD.test(printed)) return CONTRACTIONS.get(printed) ?? printed;
  if (CAPITALISED_ASCII_WORD.test(printed)) {
    const key = printed.toLowerCase();
    return CONTRACTIONS.get(key) ?? key;
  }
  if (printed === "%") return "percent";
  if (printed === "&") return "and";
  let key = foldLetters(printed).replace(/[’‘ʼ＇]/gu, "'");
  if (/^\p{N}/u.test(key)) key = key.replace(/,(?=\d{3}(?!\d))/gu, "");
  else key = key.replace(/\./gu, "");
  return CONTRACTIONS.get(key) ?? key;
}

/** "[T]he" and "walk[ed]" are words with an editor's letters in them: the brackets go, the letters stay. */
function withoutMarksInWords(text: string): { plain: string; offsets: Int32Array | null } {
  if (!text.includes("[") && !INVISIBLE.test(text)) return { plain: text, offsets: null };
  const kept: number[] = [];
  let glued = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === "[") {
      const close = text.indexOf("]", i);
      glued =
        close > i &&
        close - i < 8 &&
        !/\s/u.test(text.slice(i, close)) &&
        (isLetter(text[i - 1]) || isLetter(text[close + 1]));
      if (glued) continue;
    }
    if (character === "]" && glued) {
      glued = false;
      continue;
    }
    if (!INVISIBLE.test(character)) kept.push(i);
  }
  return { plain: kept.map((at) => text[at]).join(""), offsets: Int32Array.from(kept) };
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\p{L}/u.test(character);
}

const NEGATES =
  /\b(?:not?|never|n['’]t|cannot|nobody|nothing|none|neither|nor|hardly|scarcely|barely|rarely|seldom)\b|n['’]t\b|^\W*without\b/iu;

/** Bracketed words that an editor put in. One that denies is no clarification: its words count like any others. */
function findInsertions(plain: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let open = plain.indexOf("["); open >= 0; open = plain.indexOf("[", open + 1)) {
    const close = plain.indexOf("]", open);
    if (close < 0) break;
    const inside = plain.slice(open + 1, close);
    if (
      inside.split(/\s+/u).length <= MAX_INSERTION_WORDS &&
      /\p{L}/u.test(inside) &&
      !NEGATES.test(inside) &&
      !opensDenial(plain.slice(open, close + LONGEST_DENIAL))
    ) {
      found.push({ start: open, end: close + 1 });
    }
    open = close;
  }
  return found;
}

/** In UTF-16 units; more than any phrase by which something is denied has behind its first word. */
const LONGEST_DENIAL = 12;

/** "[refuse] to", "[refrain from] selling". */
function opensDenial(text: string): boolean {
  const keys = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return DENYING_PHRASES.some(
    (phrase) => GOVERNING.test(phrase.at(-1)!) && phrase.every((word, i) => word === keys[i]),
  );
}

const GOVERNING = /^(?:to|from)$/;
