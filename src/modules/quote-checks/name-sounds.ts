/**
 * Names that sound alike: one name, written into Latin letters in several ways ("Said", "Saeed"; "Gaddafi", "Qadhafi").
 * Consonants that transcriptions take for each other are made one, and vowels but the first are passed over, unless there is no more to a name.
 */

const CONSONANTS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[aeiouy])gh$/, ""],
  [/ph/g, "f"],
  [/(?:ck|q|c(?![eiyh])|kh|gh|g)/g, "k"],
  [/sch|sh/g, "c"],
  [/x/g, "ks"],
  [/z/g, "s"],
  [/w/g, "v"],
  [/(?<=.)h/g, ""],
  [/(?<=[^aeiouy])e$/, ""],
];
const VOWELS = /[aeiouy]+/g;
/** Vowels of which one sound is written in several ways. */
const VOWEL_SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ee|ea|ie|ei|ey|y/, "i"],
  [/oo|ou/, "u"],
  [/oe|oa|au/, "o"],
];

/** Whether two words of names, in lower case without accents, may be the same one written otherwise. */
export function soundAlike(one: string, other: string): boolean {
  if (beginningOf(one) !== beginningOf(other) || Math.abs(one.length - other.length) > MOST_LETTERS_MORE)
    return false;
  const [ours, theirs] = [plain(one), plain(other)];
  const consonants = consonantsOf(ours);
  if (consonants !== consonantsOf(theirs)) return false;
  // Of "Lee", "Li" and "Le" the vowel is all that tells them apart.
  const vowelOf = consonants.replaceAll("-", "").length > 1 ? colourOf : soundOf;
  return vowelOf(ours) === vowelOf(theirs);
}

/** Few names get as far as to be taken apart. */
const MOST_LETTERS_MORE = 4;

/** What a name may begin with instead of its first letter. */
function beginningOf(word: string): string {
  const group = BEGINNINGS.find((letters) => letters.includes(word[0] ?? ""));
  return group ?? word[0] ?? "";
}
const BEGINNINGS = ["aeiouy", "cgkqsxz", "fp", "vw"];

const replaced = (word: string, rules: readonly (readonly [RegExp, string])[]): string =>
  rules.reduce((letters, [these, letter]) => letters.replace(these, letter), word);

const plain = (word: string): string => replaced(word, CONSONANTS);

/** With a hyphen for vowels between them. */
const consonantsOf = (word: string): string => word.replace(/([^aeiouy])\1+/g, "$1").replace(VOWELS, "-");

const soundOf = (word: string): string => replaced(word, VOWEL_SOUNDS);

/** What the first vowel is like. */
function colourOf(word: string): string {
  const vowel = /[aeiouy]/.exec(word)?.[0] ?? "";
  return vowel === "a" ? "a" : "eiy".includes(vowel) ? "e" : "o";
}
