/** Words spelt the British way and the American way: "harbour", "harbor". */
import { AMERICAN_SPELLINGS } from "./lexicon/lexicon.ts";

/**
 * Endings and what stands for them in American spelling. So many letters must stand before each that no other word is
 * meant ("four", "for"; "morning", "mourning"; "filled", "filed").
 */
const AMERICAN_ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^([a-z]{3,}?|od)our/, "$1or"],
  [/^([a-z]{3,}|ag)is(e|ed|es|ing|er|ers|ation|ations|ational)$/, "$1iz$2"],
  [/^([a-z]{3,})ys(e|ed|es|ing|er|ers)$/, "$1yz$2"],
  [/^([a-z]{2,}[bct])re(s?)$/, "$1er$2"],
  [/^([a-z]{2,}[bct])r(ed|ing)$/, "$1er$2"],
  [/^(defen|offen|licen|preten)c/, "$1s"],
  [/^([a-z]{3,})ogue(s?)$/, "$1og$2"],
  [/^([a-z]*)gramme(s?)$/, "$1gram$2"],
  [/^([a-z]{3,})ll(ed|ing|ers?|ors?|ous|ously)$/, "$1l$2"],
  [/^(fulfi|enro|insta|disti|appa|ski|wi)ll(s?$|ment|ful)/, "$1l$2"],
  [/^(judg|acknowledg|abridg)e(ment)/, "$1$2"],
];

/** Longer "words" are none that a rule is about. */
const LONGEST = 24;

/** A word in American spelling, where it has another. Not a spelling to show: "promise" is "promize". */
export function inAmericanSpelling(key: string): string {
  if (key.length > LONGEST) return key;
  const whole = AMERICAN_SPELLINGS.find(([british]) => key.startsWith(british));
  const word = whole ? whole[1] + key.slice(whole[0].length) : key;
  return AMERICAN_ENDINGS.reduce((spelt, [ending, american]) => spelt.replace(ending, american), word);
}
