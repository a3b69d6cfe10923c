/** Things that a reader names in a query: by an id, or by a name that may fit many. */
import { DomainError } from "../errors.ts";

/** Filtering by more ids than this would be slower than any reader waits. */
export const mostReferences = 10_000;

/** Whether a reader names something by its id. */
export const isId = (reference: string): boolean => /^[1-9]\d{0,17}$/.test(reference);

export const idsAmong = (references: readonly string[]): bigint[] => references.filter(isId).map(BigInt);

const namesAmong = (references: readonly string[]): string[] =>
  references.filter((reference) => !isId(reference)).map((name) => escapePattern(name.trim()));

/** ILIKE patterns for whole names, with and without their article: "New York Times" is "The New York Times". */
export const wholeNames = (references: readonly string[]): string[] =>
  namesAmong(references)
    .map((name) => name.replace(/^the\s+/i, ""))
    .flatMap((name) => [name, `the ${name}`]);

/** ILIKE patterns for whatever contains one of the names. */
export const partsOfNames = (references: readonly string[]): string[] =>
  namesAmong(references).map((name) => `%${name}%`);

/** The text as an ILIKE pattern that matches itself alone. */
export const escapePattern = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/**
 * The ids of what was found, of which at most `mostReferences + 1` were asked for.
 *
 * @throws DomainError `invalid_request` about the query parameter when the references fit too many
 */
export function boundedIds(rows: readonly { readonly id: bigint }[], parameter: string): bigint[] {
  if (rows.length <= mostReferences) return rows.map(({ id }) => id);
  throw new DomainError("invalid_request", `\`${parameter}\` fits more than ${mostReferences} entries.`, {
    errors: [
      { in: "query", pointer: `/${parameter}`, detail: "fits too many; write more of the name, or an id" },
    ],
  });
}
