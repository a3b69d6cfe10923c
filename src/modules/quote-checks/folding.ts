const ASCII = /^[\0-\x7f]*$/;

/** A text in lower case, its accents and joined letters as a keyboard without them has them: "Søren Ångström" is "soren angstrom". */
export function foldLetters(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f]/gu, "")
    .toLowerCase()
    .replace(/ß/gu, "ss")
    .replace(/æ/gu, "ae")
    .replace(/œ/gu, "oe")
    .replace(/ø/gu, "o")
    .replace(/ł/gu, "l");
}
