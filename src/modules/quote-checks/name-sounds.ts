/**
 * Names that sound alike: one name, written into Latin letters in several ways ("Said", "Saeed"; "Gaddafi", "Qadhafi").
 * Consonants that transcriptions take for each other are made one, and vowels but the first are passed over.
 */

const CONSONANTS: readonly (readonly [RegExp, string])[] = [
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
const LEAST_CONSONANTS = 2;

/** Whether two words of names, in lower case without accents, may be the same one written otherwise. */
export function soundAlike(one: string, other: string): boolean {
  if (beginningOf(one) !== beginningOf(other) || Math.abs(one.length - other.length) > MOST_LETTERS_MORE)
    return false;
  const sound = soundOf(one);
  return sound.replaceAll("-", "").length > LEAST_CONSONANTS && sound === soundOf(other);
}

/** Few names get as far as to be taken apart. */
const MOST_LETTERS_MORE = 4;

/** What a name may begin with instead of its first letter. */
function beginningOf(word: string): string {
  const group = BEGINNINGS.find((letters) => letters.includes(word[0] ?? ""));
  return group ?? word[0] ?? "";
}
const BEGINNINGS = ["aeiouy", "cgkqsxz", "fp", "vw"];

/** The consonants, with a hyphen for vowels between them, and what the first vowel is like. */
function soundOf(word: string): string {
  const plain = CONSONANTS.reduce((letters, [these, letter]) => letters.replace(these, letter), word);
  const vowel = /[aeiouy]/.exec(plain)?.[0] ?? "";
  const colour = vowel === "a" ? "a" : "eiy".includes(vowel) ? "e" : "o";
  return `${plain.replace(/([^aeiouy])\1+/g, "$1").replace(VOWELS, "-")}${colour}`;
}
