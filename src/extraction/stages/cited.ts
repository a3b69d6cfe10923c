import { FIRST_NAMES, HONORIFICS } from "../lexicon/lexicon.ts";
import type { Attribution, TokenRange } from "./attributions.ts";
import { namesOutlet } from "./circumstances/outlets.ts";
import { endOfNounPhrase, isFinite } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { isPersonNoun } from "./unnamed.ts";

const CITING = new Set(["citing", "quoting"]);
/** How many words may describe who is cited: "people who were briefed" is longer and has a verb of its own. */
const REACH = 16;

/**
 * "The ban is near, the Globe reported, citing two officials": the officials are no statement of the Globe's but those who
 * said it; the Globe passed it on. Somebody else who cites them speaks for himself: "the mayor said, citing police".
 */
export function creditCited(reading: Reading, attributions: readonly Attribution[]): Attribution[] {
  const { tokens, unitOf, quotationOf } = reading;
  const cited: TokenRange[] = [];
  for (let i = 0; i < tokens.length; i++)
    if (CITING.has(tokens[i]!.lower) && quotationOf[i] === -1) {
      const people = peopleAt(reading, i + 1);
      if (people) cited.push(people);
    }
  if (cited.length === 0) return [...attributions];
  const starts = new Set(cited.map(({ start }) => start));
  const namesCited = ({ cue, content }: Attribution): boolean =>
    cue.some(
      ({ start, end }) =>
        starts.has(end) &&
        start === end - 1 &&
        content.every((range) => range.start >= end && !holdsFinite(reading, range)),
    );
  const statements = attributions.filter((attribution) => !namesCited(attribution));
  const reportsOf = new Map<number, Attribution[]>();
  for (const statement of statements) {
    const [cue] = statement.cue;
    const [by] = statement.source;
    if (!cue || !by || !namesOutlet(reading, by)) continue;
    const unit = unitOf[cue.start]!;
    const known = reportsOf.get(unit);
    if (known) known.push(statement);
    else reportsOf.set(unit, [statement]);
  }
  const credits = new Map<Attribution, TokenRange>();
  for (const people of cited) {
    const [report, another] = reportsOf.get(unitOf[people.start]!) ?? [];
    if (report && !another) credits.set(report, people);
  }
  return statements.map((statement) => {
    const people = credits.get(statement);
    return people ? { ...statement, source: [people] } : statement;
  });
}

/** The people who are named from here to the next comma or the end of the sentence; null where something else is. */
function peopleAt({ tokens, units, unitOf, quotationOf }: Reading, start: number): TokenRange | null {
  if (start >= tokens.length) return null;
  const limit = Math.min(units[unitOf[start]!]!.end, start + REACH);
  const head = tokens[endOfNounPhrase(tokens, start, limit) - 1];
  if (!head || !(isPersonNoun(head) || isNamedPerson(tokens, start))) return null;
  let end = start;
  while (
    end < limit &&
    quotationOf[end] === -1 &&
    !/^(?:[,.;:]|that|who|which|as)$/.test(tokens[end]!.lower)
  ) {
    if (isFinite(tokens, end) && tokens[end]!.tag !== "VBN") return null;
    end++;
  }
  return end > start && !/^(?:who|which|as)$/.test(tokens[end]?.lower ?? "") ? { start, end } : null;
}

const isNamedPerson = (tokens: Reading["tokens"], start: number): boolean =>
  tokens[start]!.pos === "PROPN" &&
  (FIRST_NAMES.has(tokens[start]!.lower) || HONORIFICS.has(tokens[start]!.lower));

const holdsFinite = ({ tokens }: Reading, { start, end }: TokenRange): boolean =>
  tokens.slice(start, end).some(({ tag }) => /^(?:VBD|VBZ|VBP|MD)$/.test(tag));
