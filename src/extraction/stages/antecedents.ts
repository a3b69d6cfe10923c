import type { TokenRange } from "./attributions.ts";
import { agreement, describe, fits, headOf, type Description } from "./descriptions.ts";
import type { NameMention, Sex } from "./names.ts";
import { endOfNounPhrase } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { nameOfSource } from "./source-names.ts";
import type { Named, Roster } from "./roster.ts";

/** Pronouns that mean one person, with the sex they tell. */
export const PERSON_PRONOUNS: Readonly<Record<string, Sex>> = {
  he: "m",
  him: "m",
  his: "m",
  himself: "m",
  she: "f",
  her: "f",
  hers: "f",
  herself: "f",
};
const THING_PRONOUNS = new Set(["it", "its", "itself", "they", "them", "their", "themselves"]);

/** How many mentions back a pronoun looks: enough for any article, and it keeps the cost linear. */
const MENTIONS_BACK = 40;

/** One who was given the very role or kind of name that is asked for is found farther back. */
const FITTING_BACK = 200;

/** Paragraphs within which a headline or first paragraph announces who is named later; elsewhere it is one. */
const ANNOUNCED_WITHIN = 20;

/** A score below which nobody is meant: the last mention is too far away. */
const FARTHEST = -12;

/** What draws a pronoun to a mention before it; found by hill climbing on labelled sources of the dev split. */
const WEIGHTS = {
  sentence: -1,
  paragraph: -0.5,
  subject: 1,
  speaking: 1.2,
  possessive: -0.7,
  object: -0.3,
  modifier: -1,
  quoted: -3,
  pronoun: 0.5,
  knownSex: 0.6,
  sameSentence: 0.3,
  frequency: 0.3,
};

/** For the token that a pronoun or description begins with, the index of the one meant in the roster. */
export interface Anaphora {
  pronouns: Map<number, number>;
  descriptions: Map<number, number>;
}

interface Mention {
  at: number;
  entity: number;
  /** Everything that counts for it whatever pronoun looks back. */
  draw: number;
  quoted: boolean;
}

/**
 * Resolves the pronouns of a text and the sources that describe somebody ("the president"), left to right.
 * Whatever is resolved is itself a mention that the next pronoun can lean on.
 *
 * @param sources token ranges of those who speak
 * @param speaking tokens at which the words for a speaker end
 */
export function resolveAnaphora(
  reading: Reading,
  names: readonly NameMention[],
  roster: Roster,
  sources: readonly (TokenRange | null)[],
  speaking: ReadonlySet<number>,
): Anaphora {
  const { tokens, quotationOf, unitOf } = reading;
  const meant: Anaphora = { pronouns: new Map(), descriptions: new Map() };
  const mentions: Mention[] = [];
  const described = describedAt(reading, names, roster, sources);
  let name = 0;
  for (let i = 0; i < tokens.length; i++) {
    while (name < names.length && names[name]!.end - 1 <= i) {
      const entity = roster.meant[name]!;
      if (entity >= 0) mention(names[name]!.end - 1, entity, false, speaking.has(names[name]!.end));
      name++;
    }
    const { lower } = tokens[i]!;
    const sex = PERSON_PRONOUNS[lower];
    const source = described.get(i);
    if (source) {
      const entity = describedOne(source, i);
      if (entity !== null) {
        meant.descriptions.set(i, entity);
        mention(source.at, entity, true, true);
      }
    } else if (sex !== undefined || THING_PRONOUNS.has(lower)) {
      const entity = antecedent(i, sex === undefined ? "organization" : "person", sex ?? "-");
      if (entity === null) continue;
      meant.pronouns.set(i, entity);
      mention(i, entity, true, speaking.has(i + 1));
    } else if (lower === "the" || lower === "that" || lower === "this") {
      const found = describe(reading, { start: i, end: endOfNounPhrase(tokens, i, i + 8) });
      const entity =
        found && found.type === "person" ? antecedent(i, "person", "-", (entry) => fits(found, entry)) : null;
      if (entity !== null) mention(i + 1, entity, true, false);
    }
  }
  return meant;

  function mention(at: number, entity: number, taken: boolean, isSpeaking: boolean): void {
    const quoted = quotationOf[at] !== -1;
    const draw =
      placeDraw(reading, at) +
      (isSpeaking ? WEIGHTS.speaking : 0) +
      (taken ? WEIGHTS.pronoun : 0) +
      WEIGHTS.frequency * Math.log2(1 + roster.named[entity]!.mentions.length);
    mentions.push({ at, entity, draw, quoted });
  }

  /** The mention before a token that draws it most, of those that the type, the sex and a condition allow. */
  function antecedent(
    at: number,
    type: Named["type"],
    sex: Sex,
    allows?: (entry: Named) => boolean,
    bonus?: (entry: Named) => number,
  ): number | null {
    let best: number | null = null;
    let bestScore = allows ? -Infinity : FARTHEST;
    const inQuotation = quotationOf[at] !== -1;
    const back = allows ? FITTING_BACK : MENTIONS_BACK;
    for (let k = mentions.length - 1; k >= Math.max(0, mentions.length - back); k--) {
      const { at: before, entity, draw, quoted } = mentions[k]!;
      const entry = roster.named[entity]!;
      if (entry.type !== type || (allows && !allows(entry))) continue;
      if (sex !== "-" && entry.sex !== "-" && entry.sex !== sex) continue;
      const sentences = unitOf[at]! - unitOf[before]!;
      const score =
        draw +
        WEIGHTS.sentence * sentences +
        WEIGHTS.paragraph * (tokens[at]!.paragraph - tokens[before]!.paragraph) +
        (quoted && !inQuotation ? WEIGHTS.quoted : 0) +
        (sentences === 0 ? WEIGHTS.sameSentence : 0) +
        (sex !== "-" && entry.sex === sex ? WEIGHTS.knownSex : 0) +
        (bonus ? bonus(entry) : 0);
      if (score > bestScore) [best, bestScore] = [entity, score];
    }
    return best;
  }

  /** Whom a description means: one before who fits it, one after whom it announces, or whoever was last spoken of. */
  function describedOne({ description }: DescribedSource, at: number): number | null {
    const { type, sex, takesUp, announces } = description;
    const agrees = (entry: Named): number => agreement(description, entry);
    const fitting = antecedent(at, type, sex, (entry) => fits(description, entry), agrees);
    if (fitting !== null) return fitting;
    const reach = tokens[at]!.paragraph + (announces ? ANNOUNCED_WITHIN : 1);
    for (let k = name; k < Math.min(names.length, name + MENTIONS_BACK); k++) {
      if (tokens[names[k]!.start]!.paragraph > reach) break;
      const entry = roster.named[roster.meant[k]!];
      if (entry && fits(description, entry)) return roster.meant[k]!;
    }
    return takesUp ? antecedent(at, type, sex, undefined, agrees) : null;
  }
}

interface DescribedSource {
  description: Description;
  /** Its head noun or a token near it: where the mention stands in the tree. */
  at: number;
}

function describedAt(
  reading: Reading,
  names: readonly NameMention[],
  roster: Roster,
  sources: readonly (TokenRange | null)[],
): Map<number, DescribedSource> {
  const found = new Map<number, DescribedSource>();
  for (const source of sources) {
    if (!source) continue;
    const name = nameOfSource(reading, names, source);
    if (name !== null && roster.meant[name]! >= 0) continue;
    const description = describe(reading, source);
    if (description) found.set(source.start, { description, at: headOf(reading, source) });
  }
  return found;
}

/** A subject is taken up again more readily than an object, and that more readily than a possessor. */
function placeDraw({ tokens }: Reading, at: number): number {
  const { relation, lower } = tokens[at]!;
  const after = tokens[at + 1]?.lower;
  if (relation === "nmod:poss" || after === "'s" || lower === "his" || lower === "her")
    return WEIGHTS.possessive;
  if (relation === "compound") return WEIGHTS.modifier;
  if (relation.startsWith("nsubj")) return WEIGHTS.subject;
  return relation === "dobj" || relation === "nmod" || relation === "iobj" ? WEIGHTS.object : 0;
}
