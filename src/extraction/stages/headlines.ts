import { FIRST_NAMES } from "../lexicon/lexicon.ts";
import { isCapitalised } from "./capitals.ts";
import type { NameMention } from "./names.ts";
import type { Token } from "./tokens.ts";

/**
 * A headline in capitals hides where a name begins: of "Senator Faces Ann Lee Again" the part is kept that the text
 * prints elsewhere. What is shouted in the middle of a sentence is a name only where it stands elsewhere too.
 *
 * @param mention makes a name of the tokens from start to end
 */
export function withinHeadlines(
  tokens: readonly Token[],
  names: readonly NameMention[],
  mention: (start: number, end: number) => NameMention,
): NameMention[] {
  const headlines = headlineParagraphs(tokens);
  const printed = (start: number, end: number): string =>
    tokens
      .slice(start, end)
      .map(({ lower }) => lower)
      .join(" ");
  const isHeadline = ({ start }: NameMention): boolean => headlines.has(tokens[start]!.paragraph);
  // A headline gives the surname alone of whom the text names in full.
  const elsewhere = new Set(
    names
      .filter((name) => !isHeadline(name) && !isShouted(tokens, name))
      .flatMap(({ start, end, type, parts }) => [
        printed(start, end),
        ...(type === "person" ? parts.slice(-1) : []),
      ]),
  );
  const isName = (name: NameMention): boolean =>
    !isShouted(tokens, name) || elsewhere.has(printed(name.start, name.end));
  return names.filter(isName).map((name) => {
    const { start, end } = name;
    const whole = FIRST_NAMES.has(tokens[start]!.lower) || elsewhere.has(printed(start, end));
    if (end - start < 2 || !isHeadline(name) || whole) return name;
    for (let length = end - start - 1; length > 0; length--)
      for (let from = end - length; from >= start; from--)
        if (elsewhere.has(printed(from, from + length))) return mention(from, from + length);
    return name;
  });
}

/** In "THE SAILORS CHEERED HER" capitals make no name. */
function isShouted(tokens: readonly Token[], { start, end }: NameMention): boolean {
  for (let i = start; i < end; i++) if (!SHOUTED.test(tokens[i]!.text)) return false;
  return SHOUTED.test(tokens[start - 1]?.text ?? "") || SHOUTED.test(tokens[end]?.text ?? "");
}

const SHOUTED = /^\p{Lu}{3,}$/u;

/** The paragraphs in which nearly every word has a capital. */
function headlineParagraphs(tokens: readonly Token[]): Set<number> {
  const found = new Set<number>();
  for (let i = 0; i < tokens.length;) {
    const { paragraph } = tokens[i]!;
    let words = 0;
    let capitals = 0;
    for (; i < tokens.length && tokens[i]!.paragraph === paragraph; i++) {
      if (tokens[i]!.text.length < HEADLINE_WORD || tokens[i]!.pos === "PUNCT") continue;
      words++;
      if (isCapitalised(tokens[i]!.text)) capitals++;
    }
    if (words >= 3 && capitals >= words * HEADLINE_SHARE) found.add(paragraph);
  }
  return found;
}

/** Shorter words stay small in a headline, and so many of the others may. */
const HEADLINE_WORD = 4;
const HEADLINE_SHARE = 0.75;
