import type { Reading } from "./reading.ts";

/** What draws a pronoun to a mention before it; found by hill climbing on labelled sources of the dev split. */
export const WEIGHTS = {
  sentence: -1,
  paragraph: -0.5,
  subject: 1.4,
  speaking: 1.2,
  possessive: -0.7,
  object: -0.3,
  modifier: -1,
  quoted: -2,
  pronoun: 0.5,
  knownSex: 0.6,
  /** A noun is followed by a possessive that tells another sex. */
  otherSex: -4,
  sameSentence: 0.6,
  frequency: 0.3,
  /** Whoever says a thing does not name himself in it. */
  ownQuotation: -3,
  otherSection: -4,
  /** The campaign of whoever was spoken of, rather than the campaign itself. */
  owner: -2,
};

/** A subject is taken up again more readily than an object, and that more readily than a possessor. */
export function placeDraw({ tokens }: Reading, at: number): number {
  const { lower, head, relation: own } = tokens[at]!;
  // "The mayor, Ann Lee, said": an apposition stands where its noun stands.
  const relation = own === "appos" && head >= 0 ? tokens[head]!.relation : own;
  const after = tokens[at + 1]?.lower;
  if (relation === "nmod:poss" || after === "'s" || lower === "his" || lower === "her")
    return WEIGHTS.possessive;
  if (relation === "compound") return WEIGHTS.modifier;
  if (relation.startsWith("nsubj")) return WEIGHTS.subject;
  return relation === "dobj" || relation === "nmod" || relation === "iobj" ? WEIGHTS.object : 0;
}
