import { REPORT_NOUNS, ROLES } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import { headOf } from "./descriptions.ts";
import type { NameMention } from "./names.ts";
import type { Reading } from "./reading.ts";

/** Index of the last name that begins before a token, or -1. */
export function nameBefore(names: readonly NameMention[], at: number): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The name that a source stands on: the last of its first part ("Acme spokesman Jo Li"), else of an apposition. */
export function nameOfSource(
  reading: Reading,
  names: readonly NameMention[],
  source: TokenRange,
): number | null {
  const { tokens } = reading;
  let headEnd = source.start;
  while (headEnd < source.end && !/^[,(]$/.test(tokens[headEnd]!.text)) headEnd++;
  const head = headOf(reading, source);
  let person: number | null = null;
  let office: number | null = null;
  const from = Math.max(0, nameBefore(names, source.start));
  // "Robert Ray, Jr.,": the comma is part of the name.
  const across = names[nameBefore(names, headEnd)];
  if (across && across.end > headEnd && across.end <= source.end) headEnd = across.end;
  for (let k = from; k < names.length && names[k]!.start < source.end; k++) {
    const name = names[k]!;
    if (name.end <= source.start) continue;
    // "a spokeswoman for Ann Lee" is not Ann Lee.
    const first = name.title.end > name.title.start ? Math.min(name.title.start, name.start) : name.start;
    // "Department of Justice spokesman Jo Li": the department's parts come first, whatever the head is taken for.
    const house = names[k - 1];
    const isOfHouse = name.type === "person" && house?.type === "organization" && house.end === first;
    if (name.end === headEnd && (head >= first || (isOfHouse && head >= house.start))) {
      // "Acme's CEO, Jo Li": an office gives way to whoever holds it.
      const isOffice = name.parts.length === 1 && ROLES.has(name.parts[0]!);
      if (isOffice) office = k;
      else if (name.type !== "place" || name.start <= source.start + 1) return k;
    } else if (name.end < headEnd) {
      const rest = tokens[name.end]!;
      // "the New York Times report", "CNN poll": what was published speaks for its publisher.
      if (name.end === headEnd - 1 && REPORT_NOUNS.has(rest.lemma) && name.type === "organization") return k;
      // "Jo Li of Acme": the name comes first and is tied on to.
      const tiedOn = rest.pos === "ADP" || rest.text === "(" || rest.lower === "who";
      if (
        tiedOn &&
        person === null &&
        (name.type === "person" || name.type === "organization" || roleless(name, source))
      )
        person = k;
    } else if (person === null && name.start >= headEnd && (name.type === "person" || isExplanation(name)))
      person = k;
  }
  return person ?? office;

  /** "The minister, Xochitl Obrador,": words that could be anybody's name, where they are all that explains a role. */
  function isExplanation({ type, parts, start, end }: NameMention): boolean {
    const { lower, lemma } = tokens[head]!;
    const alone = start === headEnd + 1 && (end >= source.end || tokens[end]!.text === ",");
    return alone && type === "unclear" && parts.length > 1 && (ROLES.has(lower) || ROLES.has(lemma));
  }
}

const roleless = (name: NameMention, source: TokenRange): boolean =>
  name.type === "unclear" && name.start === source.start;
