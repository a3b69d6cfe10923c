import {
  DEMONYMS,
  FIRST_NAMES,
  GROUP_NOUNS,
  HONORIFICS,
  ORGANIZATION_WORDS,
  ORGANIZATIONS,
  PLACES,
  PLACE_WORDS,
  REPORT_NOUNS,
  ROLES,
  wordClass,
} from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import { isCapitalised } from "./capitals.ts";
import { withinHeadlines } from "./headlines.ts";
import { endWithoutLetters } from "./letters.ts";
import { isMonth, isNominal, isWeekday } from "./phrases.ts";
import type { Token, TokenizedText } from "./tokens.ts";

export type Sex = "m" | "f" | "-";

/** One printed name: "Foreign Secretary Ann Lee" has the name "Ann Lee" and the title before it. */
export interface NameMention {
  /** The name alone, without title. */
  start: number;
  end: number;
  /** Title or form of address right before the name; empty where there is none. */
  title: TokenRange;
  type: "person" | "organization" | "place" | "unclear";
  /** Lower-case words of the name that tell one person from another: no initials, no "Jr.". */
  parts: string[];
  /** Sex that the title or form of address tells. */
  sex: Sex;
}

const CONNECTORS = wordClass("name connector");
const PARTICLES = wordClass("name particle");
const SUFFIX = /^(?:jr\.?|sr\.?|i{2,3}|iv)$/;
const INITIAL = /^\p{Lu}\.?$/u;
/** What is named after the person who leads it. */
const HOUSES = wordClass("house of a person");
const OFFICES = wordClass("office of one state");
const PLACE_NOUNS = wordClass("kind of place");
const NEVER_NAMES = wordClass("never opens a name");

const capitalised = (token: Token): boolean => isCapitalised(token.text);
const isTitleWord = (token: Token): boolean => ROLES.has(token.lower) || HONORIFICS.has(token.lower);

/** Finds every printed name of a text, in order. */
export function findNames({ tokens }: TokenizedText): NameMention[] {
  const names: NameMention[] = [];
  for (let i = 0; i < tokens.length;) {
    if (!opensName(tokens, i)) {
      i++;
      continue;
    }
    const end = endOfRun(tokens, i);
    names.push(...readRun(tokens, i, end));
    i = Math.max(end, i + 1);
  }
  return withinHeadlines(tokens, names, (start, end) => mention(tokens, start, end, { start, end: start }));
}

function opensName(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  if (
    !capitalised(token) ||
    NEVER_NAMES.has(token.lower) ||
    isWeekday(token) ||
    (isMonth(token) && token.lower !== "may")
  )
    return false;
  if (token.pos === "PROPN" || isTitleWord(token)) return true;
  // The first word of a sentence is capitalised anyhow: it opens a name only where the tagger or a list says so.
  const opensSentence =
    i === 0 || tokens[i - 1]!.sentence !== token.sentence || /^["“'‘]$/.test(tokens[i - 1]!.text);
  const next = tokens[i + 1];
  if (opensSentence)
    return (
      (token.pos === "NOUN" || token.pos === "X") &&
      next !== undefined &&
      capitalised(next) &&
      isNominal(next)
    );
  return token.pos === "NOUN" || token.pos === "ADJ" || token.pos === "X";
}

function endOfRun(tokens: readonly Token[], start: number): number {
  let end = start + 1;
  const { sentence } = tokens[start]!;
  let purpose = false;
  for (let i = start + 1; i < Math.min(tokens.length, start + 16); i++) {
    const token = tokens[i]!;
    const last = tokens[end - 1]!;
    if (token.sentence !== sentence && !INITIAL.test(last.text)) break;
    if (isWeekday(token) || (isMonth(token) && /^\d/.test(tokens[i + 1]?.text ?? ""))) break;
    const part =
      capitalised(token) &&
      (purpose ||
        token.pos === "PROPN" ||
        token.pos === "NOUN" ||
        token.pos === "ADJ" ||
        token.pos === "X" ||
        isTitleWord(token));
    if (part || SUFFIX.test(token.lower)) {
      end = i + 1;
      continue;
    }
    if (token.text === "," && SUFFIX.test(tokens[i + 1]?.lower ?? "")) continue;
    if (token.text === "." && INITIAL.test(last.text)) continue;
    // A nickname between marks: `William "Bill" Weld`.
    if (
      /^["“”']$/.test(token.text) &&
      i - end < 3 &&
      tokens[i + 2] &&
      /^["“”']$/.test(tokens[i + 2]!.text) &&
      capitalised(tokens[i + 1]!) &&
      capitalised(tokens[i + 3] ?? token)
    ) {
      i += 2;
      continue;
    }
    // "Robert Ray - Susan Lee" are two, "Smith-Jones" is one.
    if (token.text === "-" && (token.start > last.end || tokens[i + 1]?.start !== token.end)) break;
    if (CONNECTORS.has(token.lower) && i - end < 2) continue;
    if (token.lower === "to" && isTitleWord(last)) continue;
    // "Committee to Protect Journalists": what it is for belongs to its name.
    purpose ||= token.lower === "to" && ORGANIZATION_WORDS.has(last.lower);
    if (token.lower === "to" && purpose) continue;
    break;
  }
  return end;
}

/** Splits a run of capitalised words into title and name, or cuts it at a coordination. */
function readRun(tokens: readonly Token[], start: number, end: number): NameMention[] {
  // "Smith and Jones" are two names, "Johnson and Johnson" or "Health and Human Services" one: two first names tell.
  for (let i = start + 1; i < end - 1; i++) {
    const link = tokens[i]!.lower;
    if (link === "and" && splitsAt(tokens, start, i, end))
      return [...readRun(tokens, start, i), ...readRun(tokens, i + 1, end)];
    if (
      (link === "for" || link === "on") &&
      (namesPerson(tokens, start, i) ||
        !tokens.slice(start, i).some(({ lower }) => ORGANIZATION_WORDS.has(lower)))
    )
      return [...readRun(tokens, start, i), ...readRun(tokens, i + 1, end)];
  }
  let first = start;
  let titleEnd = start;
  const bare = endWithoutLetters(tokens, { start, end }, false);
  for (let i = start; i < bare; i++) {
    if (!isTitleWord(tokens[i]!)) continue;
    const office = tokens[i + 1];
    if (office && i + 2 < end && (office.lower === "of" || office.lower === "to" || office.lower === "for"))
      titleEnd = endOfOffice(tokens, i + 2, end);
    else if (i + 1 < end || i === start) titleEnd = i + 1;
  }
  // "Justice Department", "General Motors": what looks like a title is the beginning of the name.
  if (isWholeName(tokens, start, titleEnd, bare)) titleEnd = start;
  if (titleEnd > start) first = titleEnd;
  // "the secretary of State Ann Lee": the end of an office is no first name.
  else if (tokens[start - 1]?.lower === "of" && end - start > 2 && namesPerson(tokens, start + 1, end))
    first = start + 1;
  // A role word that stands alone may be a surname ("Dean said"): whoever is called that in full decides.
  if (first >= end) return end - start === 1 ? [mention(tokens, start, end, { start, end: start })] : [];
  const title = titleEnd > start ? { start, end: titleEnd } : lowerTitleBefore(tokens, start);
  // "the White House Doctor" is somebody of the White House.
  const office = title.end === title.start && end - first > 1 && isTitleWord(tokens[end - 1]!);
  // "Department of Justice"
  if (office && !CONNECTORS.has(tokens[end - 2]!.lower)) {
    const house = mention(tokens, first, end - 1, { start: first, end: first });
    if (house.type === "organization" || house.type === "place") return [house];
  }
  const name = mention(tokens, first, end, title);
  const house = endOfHouse(tokens, end);
  if (house > end && name.type !== "organization" && name.type !== "place") {
    const parts = [name.parts[name.parts.length - 1] ?? "", tokens[house - 1]!.lower];
    const named: NameMention = { ...name, end: house, type: "organization", parts, sex: "-" };
    return house > end + 1 ? [name, named] : [named];
  }
  if (name.type !== "person") return [name];
  // A person's name ends before "of Arizona".
  for (let i = first + 1; i < end; i++)
    if (CONNECTORS.has(tokens[i]!.lower) && !PARTICLES.has(tokens[i]!.lower) && tokens[i]!.text !== "-")
      return [mention(tokens, first, i, title), ...readRun(tokens, i + 1, end)];
  return [name];
}

/** Whether a title and the single word after it name an organisation or a place together: "Justice Ministry", "King County". */
function isWholeName(tokens: readonly Token[], start: number, titleEnd: number, end: number): boolean {
  if (titleEnd === start || end - titleEnd !== 1) return false;
  const { lower } = tokens[titleEnd]!;
  const title = tokens[titleEnd - 1]!.lower;
  const whole = tokens.slice(start, end).map((token) => token.lower);
  // "Senator Banks", "Mr. Banks"
  const isPerson = HONORIFICS.has(title) || OFFICES.has(title);
  return (
    ORGANIZATIONS.has(whole.join(" ")) ||
    PLACE_NOUNS.has(lower) ||
    (!isPerson && ORGANIZATION_WORDS.has(lower))
  );
}

function splitsAt(tokens: readonly Token[], start: number, at: number, end: number): boolean {
  const left = namesPerson(tokens, start, at);
  const right = namesPerson(tokens, at + 1, end);
  if (left || right) return true;
  return !tokens.slice(start, end).some((token) => ORGANIZATION_WORDS.has(token.lower));
}

function namesPerson(tokens: readonly Token[], start: number, end: number): boolean {
  for (let i = start; i < end; i++)
    if (
      isTitleWord(tokens[i]!) ||
      (FIRST_NAMES.has(tokens[i]!.lower) && i + 1 < end && !ORGANIZATION_WORDS.has(tokens[end - 1]!.lower))
    )
      return true;
  return false;
}

/** "Lee's campaign", "the Lee administration": an organisation named after a person. Gives `end` where there is none. */
function endOfHouse(tokens: readonly Token[], end: number): number {
  let house = tokens[end]?.lower === "'s" ? end + 1 : end;
  if (house > end && tokens[house]?.pos === "ADJ" && !capitalised(tokens[house]!)) house++;
  return HOUSES.has(tokens[house]?.lower ?? "") && tokens[house + 1]?.pos !== "NOUN" ? house + 1 : end;
}

/** After "Secretary of", "Ambassador to": where the office ends and the name begins. */
function endOfOffice(tokens: readonly Token[], start: number, end: number): number {
  for (let i = start + 1; i < end; i++) if (FIRST_NAMES.has(tokens[i]!.lower) && i + 1 < end) return i;
  const length = end - start;
  if (length >= 3 && !ORGANIZATION_WORDS.has(tokens[end - 1]!.lower)) return end - 2;
  if (length === 2 && (PLACES.has(tokens[start]!.lower) || tokens[start]!.lower === "state")) return end - 1;
  return end;
}

/** "spokesperson Ann Lee", "foreign policy fellow Bo Hall": a role in small letters right before the name. */
function lowerTitleBefore(tokens: readonly Token[], start: number): TokenRange {
  const before = tokens[start - 1];
  if (!before || capitalised(before) || !(ROLES.has(before.lower) || ROLES.has(before.lemma)))
    return { start, end: start };
  return { start: start - 1, end: start };
}

function mention(tokens: readonly Token[], start: number, end: number, title: TokenRange): NameMention {
  const bare = endWithoutLetters(tokens, { start, end }, title.end > title.start);
  const words = tokens.slice(start, bare);
  const parts = words
    .map((token) => token.lower)
    .filter(
      (word, k) =>
        /\p{L}/u.test(word) &&
        !SUFFIX.test(word) &&
        !PARTICLES.has(word) &&
        !(k > 0 && INITIAL.test(words[k]!.text)) &&
        word !== "the",
    );
  const titleWords = tokens.slice(title.start, title.end);
  let sex: Sex = "-";
  for (const token of titleWords) {
    const told = HONORIFICS.get(token.lower) ?? ROLES.get(token.lower) ?? ROLES.get(token.lemma);
    if (told === "m" || told === "f") sex = told;
  }
  const type = typeOf(tokens, start, end, words, title);
  // Whoever has letters after two words is a person, whatever they are called.
  const lettered = bare < end && words.length > 1 && type === "unclear";
  return { start, end, title, type: lettered ? "person" : type, parts, sex };
}

function typeOf(
  tokens: readonly Token[],
  start: number,
  end: number,
  words: readonly Token[],
  title: TokenRange,
): NameMention["type"] {
  const lower = words.map((token) => token.lower);
  const whole = lower.join(" ");
  const first = lower[0]!;
  const organization =
    ORGANIZATIONS.has(whole) || lower.some((word) => ORGANIZATION_WORDS.has(word)) || lower.includes("&");
  // "the Queen City" is no person.
  const nickname = words.length === 1 && PLACE_NOUNS.has(first);
  if (title.end > title.start && !organization && !nickname) return "person";
  if (DEMONYMS.has(lower[lower.length - 1]!)) return "unclear";
  if (words.length > 1 && PLACE_WORDS.has(lower[lower.length - 1]!)) return "place";
  if (PLACES.has(whole.replace(/\.$/, "")) && !(FIRST_NAMES.has(first) && title.end > title.start))
    return "place";
  if (organization) return "organization";
  if (words.length >= 2 && FIRST_NAMES.has(first) && !PLACES.has(whole)) return "person";
  if (words.length >= 2 && words.slice(1, -1).some((token) => INITIAL.test(token.text))) return "person";
  const isAcronym = /^\p{Lu}[\p{Lu}.&]{1,6}s?$/u.test(words[0]!.text) && words[0]!.text.length <= 6;
  // "the MP", "the CEO" are what somebody is.
  if (words.length === 1 && isAcronym && !ROLES.has(first)) return "organization";
  if (lower.some((word) => GROUP_NOUNS.has(word) || REPORT_NOUNS.has(word))) return "unclear";
  const after = tokens[end];
  if (after?.text === "," && /^\d{1,2}$/.test(tokens[end + 1]?.text ?? "")) return "person";
  const before = tokens[start - 1];
  return before?.lower === "the" && words.length > 1 ? "organization" : "unclear";
}
