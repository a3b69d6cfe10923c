import { GROUP_NOUNS, ROLES, wordClass } from "../lexicon/lexicon.ts";
import type { NameMention } from "./names.ts";
import type { Reading } from "./reading.ts";
import { roleAfter } from "./roles.ts";

/** Whether the words beside a name that could be anybody's tell that it is no person's: "officials at", ", a firm". */
export function isOrganization(reading: Reading, name: NameMention): boolean {
  const { tokens } = reading;
  const before = tokens[name.start - 1]?.lower;
  const member = tokens[name.start - 2];
  if (
    before === "at" &&
    member &&
    /^NNS?$/.test(member.tag) &&
    (ROLES.has(member.lemma) || GROUP_NOUNS.has(member.lemma))
  )
    return true;
  const kind = roleAfter(reading, { ...name, type: "organization" });
  if (kind === null) return false;
  // "A spokesman for the ministry, Xochitl Obrador," is no ministry.
  const role = roleAfter(reading, { ...name, type: "person" });
  return role === null || role > kind;
}

const KIN = wordClass("one of a family");

/** "his daughter, Mabel,", "his son Max". */
export function isOneOfFamily({ tokens }: Reading, { start, end }: NameMention): boolean {
  const before = tokens[tokens[start - 1]?.text === "," ? start - 2 : start - 1];
  const { relation, head } = tokens[end - 1]!;
  return KIN.has(before?.lower ?? "") || (relation === "appos" && head >= 0 && KIN.has(tokens[head]!.lower));
}
