/** Whether a name as somebody typed it can mean a speaker whom we hold under other forms of the name. */
import { FIRST_NAMES, LAST_NAMES } from "../../extraction/lexicon/lexicon.ts";
import { letterDistance, slipsMost } from "../speakers/letter-distance.ts";
import { areInitialsOf, withoutCountry } from "./initials.ts";
import { NICKNAMES } from "./lexicon/lexicon.ts";
import { soundAlike } from "./name-sounds.ts";
import { canBeGivenName, readName, type ReadName } from "./name-reading.ts";

/**
 * Tells whether `asked` means a speaker with one of these names. That it does not is said only where the name is clearly
 * another's: of a family or with a given name that no slip of the finger makes the same.
 *
 * @param asked a name as typed: "Sen. Lee", "Lee, J.", "@annlee", "White House", "the secretary of state"
 * @param names the forms of one speaker's name, the titles, and the words that a document names the speaker with
 * @returns null where it cannot be told: a given name by itself, a title that may be the speaker's, a wrong letter that
 *   may as well make another name
 */
export function canMeanSpeaker(asked: string, names: readonly string[]): boolean | null {
  const wanted = formOf(asked);
  const held = names.map(formOf);
  if (held.some(({ words }) => words.length > 0 && words.join("") === wanted.words.join(""))) return true;
  if (wanted.words.join("").length < 2) return null;
  if (asked.trimStart().startsWith("@")) return held.some((form) => isHandleOf(wanted, form)) || null;
  if (wanted.isDescription) return held.some(({ words }) => isWithin(wanted.words, words)) || null;
  // "United Auto Workers" tells what they are, and is a name to whom it is "UAW".
  const isName = (form: Form): boolean => !form.isDescription || abbreviates(wanted, form) !== false;
  const comparable = held.filter((form) => isName(form) && isPrintedAsName(form.text, asked));
  if (comparable.length === 0) return held.some(({ isGroup }) => isGroup) ? false : null;
  const answers = fullest(comparable).flatMap((form) =>
    wanted.readings.flatMap((one) => form.readings.map((other) => compare(one, other))),
  );
  if (answers.includes(true)) return true;
  const isNamedInPassing = held.some(({ words }) =>
    wanted.readings.some((one) => isWithin(one.words, words)),
  );
  return answers.includes(null) || isNamedInPassing ? null : false;
}

/** Whether two speakers may well be one, whom one document names more fully than another: "Hollis", "Martin Hollis". */
export function canBeOne(names: readonly string[], others: readonly string[]): boolean {
  const named = names
    .map(formOf)
    .filter((form) => !form.isDescription && isPrintedAsName(form.text, form.text));
  return fullest(named).some(({ text }) => canMeanSpeaker(text, others) === true);
}

interface Form extends ReadName {
  readonly text: string;
  /** The ways in which it can be meant, where hyphens or spaces in it leave more than one. */
  readonly readings: readonly ReadName[];
}

/** In the letters of the name asked for, and with a capital where these have any: "critics" is no name. */
function isPrintedAsName(form: string, asked: string): boolean {
  const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text);
  return isLatin(form) === isLatin(asked) && (!isLatin(form) || /\p{Lu}/u.test(form));
}

/** Without "Hollis" where there is "Martin Hollis": the family name alone would mean Sandra Hollis too. */
function fullest(forms: readonly Form[]): Form[] {
  return forms.filter(({ name }) =>
    forms.every(
      (other) => other.name.length <= name.length || other.name.slice(-name.length).join() !== name.join(),
    ),
  );
}

/** "@SenAnnHarper" */
function isHandleOf({ words }: ReadName, { readings }: Form): boolean {
  const handle = words.join("");
  return readings.some(
    ({ name }) => handle === name.at(-1) || (name.length > 1 && handle.includes(name.join(""))),
  );
}

/** The name in the order in which it is spoken, without what a comma or a bracket sets off from it. */
function formOf(text: string): Form {
  const [before = "", after] = text.split(/[,(]/u, 2);
  const isList = / (?:of|for|on) .*,.* (?:and|&) /iu.test(text);
  if (after === undefined || isList) return withReadings(text);
  if (readName(before).isDescription) return withReadings(after);
  return withReadings(isGivenPart(after) ? `${after} ${before}` : before);
}

function withReadings(text: string): Form {
  const oneOfTwo = text.replace(/(?<=\p{L}{2})-\p{L}{2,}\s*$/u, "");
  const glued = text.replace(/\b(o|d|l|mc|mac|st|de|la|le|al|el|van|von) (?=\p{L}{3})/giu, "$1");
  const undotted = text.includes(".")
    ? text.replace(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (dotted) => dotted.replaceAll(".", ""))
    : text;
  const turned = undotted.replace(/^(.*\S)\s+(department|ministry)$/iu, "$2 of $1");
  const first = readName(text);
  const others = [oneOfTwo, glued, undotted, turned].filter((reading) => reading !== text);
  return { text, ...first, readings: [first, ...others.map(readName)] };
}

/** Behind the comma of "Harper, Ann", not of "Harper, R-Fla." and "Harper, secretary of state". */
function isGivenPart(text: string): boolean {
  const { words, isDescription } = readName(text);
  return words.length > 0 && words.length <= 3 && !isDescription && !/^\s*\p{L}-|\d|\)/u.test(text);
}

function compare(asked: ReadName, held: ReadName): boolean | null {
  const [a, b] = [asked.name, held.name];
  if (a.length === 0 || b.length === 0) return false;
  const isSaidBoth = asked.generation !== null && held.generation !== null;
  if (isSaidBoth && asked.generation !== held.generation) return false;
  const answer = compareWords(asked, held);
  const isSonOrFather = asked.generation !== held.generation && a.length > 1 && b.length > 1;
  return answer === true && isSonOrFather ? null : answer;
}

function compareWords(asked: ReadName, held: ReadName): boolean | null {
  const [a, b] = [asked.name, held.name];
  if (a.join("") === b.join("")) return true;
  const abbreviation = [abbreviates(asked, held), abbreviates(held, asked)];
  if (abbreviation.some((answer) => answer !== false)) return abbreviation.includes(true) || null;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const family = likeness(short.at(-1)!, long.at(-1)!);
  if (family !== "none") return compareGivenNames(a, b, family);
  const beginning = short.map((word, at) => givenLikeness(word, long[at]!));
  // "Elena Quiroga Pardo" has a second family name; "New York Times" is not "New York".
  if (short.length > 1 && beginning.every((kind) => kind === "same") && FIRST_NAMES.has(long[0]!))
    return true;
  if (isWithin(short, long, (x, y) => givenLikeness(x, y) !== "none")) return null;
  return namesFamily(asked, b) || namesFamily(held, a) ? null : false;
}

/**
 * "Harper of Florida", "Harper's office"; but the Taylor of "Taylor Swift" is a given name, and Owen Pryce is not Delyth
 * Pryce Maddock.
 */
function namesFamily({ words }: ReadName, name: readonly string[]): boolean {
  const at = words.indexOf(name.at(-1)!);
  if (at < 0 || (words.length === 2 && FIRST_NAMES.has(words[at]!))) return false;
  const [given, others] = [words.slice(0, at), name.slice(0, -1)];
  return (
    given.length === 0 ||
    others.length === 0 ||
    given.some((word) => others.some((other) => givenLikeness(word, other) !== "none"))
  );
}

/** @param family how alike the family names, the last words, are */
function compareGivenNames(a: readonly string[], b: readonly string[], family: Likeness): boolean | null {
  const [one, other] = [a.at(-1)!, b.at(-1)!];
  const least = Math.min(one.length, other.length);
  const [short, long] =
    a.length <= b.length ? [a.slice(0, -1), b.slice(0, -1)] : [b.slice(0, -1), a.slice(0, -1)];
  if (short.length === 0) {
    if (family === "same") return true;
    if (least < leastLetters) return soundAlike(one, other) ? null : false;
    return (least >= longName && letterDistance(one, other) === 1) || null;
  }
  const { kinds, left, over } = pairUp(short, long);
  // "JD" is James David.
  if (left.length === 1 && left[0]!.length > 1 && left[0] === initialsOf(over))
    return family === "same" || null;
  if (left.length > 0) {
    // "Lotte Meyer Osei" is not J. T. Meyer Osei; John F. may be John A.
    const areFirst = left[0] === short[0] && over[0] === long[0];
    const isOther =
      (kinds.length === 0 || areFirst) && [left, over].every((words) => words.some(canBeGivenName));
    return isOther ? false : null;
  }
  const isInitial = (word: string): boolean => word.length === 1;
  // George W. is not George H. W.
  if (kinds.length === 0 || kinds.includes("near") || (short.some(isInitial) && over.some(isInitial)))
    return null;
  if (family === "same") return true;
  return (least > leastLetters && !short.concat(long).some(isInitial)) || null;
}

/** Finds the given names of one in the other, in their order; `left` and `over` have no partner, and are no particles. */
function pairUp(
  short: readonly string[],
  long: readonly string[],
): { kinds: Likeness[]; left: string[]; over: string[] } {
  const kinds: Likeness[] = [];
  const [left, over] = [[] as string[], [...long]];
  for (const word of short) {
    const at = over.findIndex((other) => givenLikeness(word, other) !== "none");
    if (at < 0) left.push(word);
    else kinds.push(givenLikeness(word, over.splice(at, 1)[0]!));
  }
  const isTelling = (word: string): boolean => !PARTICLES.has(word);
  return { kinds, left: left.filter(isTelling), over: over.filter(isTelling) };
}

const PARTICLES: ReadonlySet<string> = new Set(
  "al bin da das de del della der di do dos du e el la le ibn ten ter van von y".split(" "),
);

type Likeness = "same" | "near" | "none";

/** Shorter words are nearly spelt like too many: one in which only the first letter is sure is not looked at. */
const leastLetters = 4;
/** In a family name of so many letters one may be wrong, whatever the given name is. */
const longName = 6;

/** "Agent 47" is not "Agent 4". */
const hasDigit = (word: string): boolean => /\p{N}/u.test(word);

function likeness(a: string, b: string): Likeness {
  if (a === b) return "same";
  if (hasDigit(a) || hasDigit(b)) return "none";
  const least = Math.min(a.length, b.length);
  const most = least === leastLetters - 1 ? 1 : slipsMost(least);
  const isComparable = Math.abs(a.length - b.length) <= most && (least > leastLetters || a[0] === b[0]);
  return (isComparable && letterDistance(a, b) <= most) || soundAlike(a, b) ? "near" : "none";
}

function givenLikeness(a: string, b: string): Likeness {
  if (a === b || hasDigit(a) || hasDigit(b)) return likeness(a, b);
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? "same" : "none";
  if (NICKNAMES.some((forms) => forms.has(a) && forms.has(b))) return "same";
  if (PARTICLES.has(a) || PARTICLES.has(b)) return "none";
  const isBeginning = Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a));
  return isBeginning ? "near" : likeness(a, b);
}

/**
 * Whether the first is short for the second: "AMLO", "FBI", "DoD", "RFK Jr." It cannot be told where the name goes on, nor
 * of two letters: they may be the initials of many.
 */
function abbreviates(short: ReadName, long: ReadName): boolean | null {
  if (short.name.length > MOST_WORDS_ABBREVIATED || long.words.length < 2) return false;
  const word = [short.words, short.name].map(withoutCountry).find(({ length }) => length === 1)?.[0] ?? "";
  if (word.length < 2) return false;
  const answers = [long.words, long.name].map((words) => areInitialsOf(word, words));
  if (answers.includes(true)) return long.words.length > 2 || null;
  return answers.includes(null) && !FIRST_NAMES.has(word) && !LAST_NAMES.has(word) ? null : false;
}

/** "US CDC" */
const MOST_WORDS_ABBREVIATED = 2;

const initialsOf = (words: readonly string[]): string => words.map(([first]) => first).join("");

/** Whether all words of one are in the other, in their order. */
function isWithin(
  words: readonly string[],
  others: readonly string[],
  areAlike = (a: string, b: string): boolean => a === b,
): boolean {
  let at = 0;
  for (const other of others) if (at < words.length && areAlike(words[at]!, other)) at += 1;
  return words.length > 0 && at === words.length;
}
