import { FIRST_NAMES, LAST_NAMES, NEWS_OUTLETS, ORGANIZATIONS, wordClass } from "../../lexicon/lexicon.ts";
import type { TokenRange } from "../attributions.ts";
import { isCapitalised } from "../capitals.ts";
import type { NameMention } from "../names.ts";
import type { Reading } from "../reading.ts";

const NO_OUTLET = wordClass("follows a word for an outlet that names none");

/** Whether words name what is known to publish news: "the Boston Globe", "Springfield Journal-Herald", "the Free Press". */
export function namesOutlet({ tokens }: Reading, { start, end }: TokenRange): boolean {
  return tokens.slice(start, end).some(({ text, lower }, i) => {
    if (!isCapitalised(text)) return false;
    if (lower === "press" && i > 0 && start + i + 1 === end) return true;
    const before = i > 0 ? tokens[start + i - 1]!.lower : "";
    // "Nora Hill" is somebody, unlike "the Charlotte Observer"; the Post Office sends letters.
    const isOther =
      (FIRST_NAMES.has(before) && LAST_NAMES.has(lower)) || NO_OUTLET.has(tokens[start + i + 1]?.lower ?? "");
    return !isOther && lower.split("-").some((word) => NEWS_OUTLETS.has(word));
  });
}

/**
 * Whether one capitalised word may name an outlet that no list has, as in "told InsideSources"; an acronym ("MPs", "the
 * FBI") and a name that is known to be somebody else's may not.
 */
export function mayBeOutlet({ tokens }: Reading, { start, end }: TokenRange, name: NameMention): boolean {
  const { text, lower } = tokens[end - 1]!;
  return (
    name.type === "unclear" &&
    name.end - name.start === 1 &&
    name.end === end &&
    end - start <= 2 &&
    /\p{Ll}{2}/u.test(text) &&
    !ORGANIZATIONS.has(lower) &&
    !FIRST_NAMES.has(lower) &&
    !LAST_NAMES.has(lower)
  );
}
