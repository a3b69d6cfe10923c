const CAPITAL = /^\p{Lu}/u;

/** Whether a word begins with a capital; the letters of ASCII are told without a regular expression, which is slow. */
export function isCapitalised(word: string): boolean {
  const unit = word.charCodeAt(0);
  return unit < 128 ? unit >= 65 && unit <= 90 : CAPITAL.test(word);
}
