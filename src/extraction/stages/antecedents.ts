import { ROLES } from "../lexicon/lexicon.ts";
import type { NameMention, Sex } from "./names.ts";
import type { Reading } from "./reading.ts";
import type { Roster } from "./roster.ts";

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

interface Mention {
  at: number;
  entity: number;
  /** Everything that counts for it whatever pronoun looks back. */
  draw: number;
  quoted: boolean;
}

/**
 * Resolves every pronoun and every "the president" of a text, left to right, and gives for each of their tokens the
 * index of the one meant in the roster. Each resolved pronoun is itself a mention that the next one can lean on.
 *
 * @param speaking tokens at which the words for a speaker end
 */
export function resolvePronouns(
  reading: Reading,
  names: readonly NameMention[],
  roster: Roster,
  speaking: ReadonlySet<number>,
): Map<number, number> {
  const { tokens, quotationOf, unitOf } = reading;
  const meant = new Map<number, number>();
  const mentions: Mention[] = [];
  let name = 0;
  for (let i = 0; i < tokens.length; i++) {
    while (name < names.length && names[name]!.end - 1 <= i) {
      const entity = roster.meant[name]!;
      if (entity >= 0) mention(names[name]!.end - 1, entity, false, speaking.has(names[name]!.end));
      name++;
    }
    const { lower } = tokens[i]!;
    const sex = PERSON_PRONOUNS[lower];
    if (sex !== undefined || THING_PRONOUNS.has(lower)) {
      const entity = antecedent(i, sex ?? null);
      if (entity === null) continue;
      meant.set(i, entity);
      mention(i, entity, true, speaking.has(i + 1));
    } else if (lower === "the" || lower === "that" || lower === "this") {
      const entity = byRole(i);
      if (entity !== null) mention(i + 1, entity, true, false);
    }
  }
  return meant;

  function mention(at: number, entity: number, pronoun: boolean, isSpeaking: boolean): void {
    const quoted = quotationOf[at] !== -1;
    const draw =
      placeDraw(reading, at) +
      (isSpeaking ? WEIGHTS.speaking : 0) +
      (pronoun ? WEIGHTS.pronoun : 0) +
      WEIGHTS.frequency * Math.log2(1 + roster.named[entity]!.mentions.length);
    mentions.push({ at, entity, draw, quoted });
  }

  function antecedent(at: number, sex: Sex | null): number | null {
    let best: number | null = null;
    let bestScore = -12;
    const inQuotation = quotationOf[at] !== -1;
    for (let k = mentions.length - 1; k >= Math.max(0, mentions.length - MENTIONS_BACK); k--) {
      const { at: before, entity, draw, quoted } = mentions[k]!;
      const named = roster.named[entity]!;
      if (sex === null ? named.type !== "organization" : named.type !== "person") continue;
      if (sex !== null && named.sex !== "-" && named.sex !== sex) continue;
      const sentences = unitOf[at]! - unitOf[before]!;
      const score =
        draw +
        WEIGHTS.sentence * sentences +
        WEIGHTS.paragraph * (tokens[at]!.paragraph - tokens[before]!.paragraph) +
        (quoted && !inQuotation ? WEIGHTS.quoted : 0) +
        (sentences === 0 ? WEIGHTS.sameSentence : 0) +
        (sex !== null && named.sex === sex ? WEIGHTS.knownSex : 0);
      if (score > bestScore) [best, bestScore] = [entity, score];
    }
    return best;
  }

  /** "the senator", "the Republican nominee": the person mentioned last whom the article gives that role. */
  function byRole(determiner: number): number | null {
    for (let i = determiner + 1; i < Math.min(tokens.length, determiner + 4); i++) {
      const { lower, lemma, pos } = tokens[i]!;
      if (pos !== "NOUN" && pos !== "ADJ" && pos !== "PROPN") return null;
      const role = ROLES.has(lower) ? lower : ROLES.has(lemma) && lemma !== lower ? null : lemma;
      if (
        role === null ||
        !ROLES.has(role) ||
        tokens[i + 1]?.pos === "PROPN" ||
        tokens[i + 1]?.pos === "NOUN"
      )
        continue;
      for (let k = mentions.length - 1; k >= Math.max(0, mentions.length - MENTIONS_BACK); k--)
        if (roster.named[mentions[k]!.entity]!.roles.has(role)) return mentions[k]!.entity;
      return null;
    }
    return null;
  }
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
