/** Conditions of a query: that a column has one of some values, and all of several. */
import { Prisma } from "./generated/client.ts";

/**
 * The column, of an enumerated type, has one of the words; no condition where none were asked for. A single word is
 * compared with `=`: then an index of the column and a sort column gives the rows in order.
 */
export function oneOf(column: string, type: string, words: readonly string[] | undefined): Prisma.Sql[] {
  if (words === undefined) return [];
  const [left, as] = [Prisma.raw(column), Prisma.raw(type)];
  return words.length === 1
    ? [Prisma.sql`${left} = ${words[0]}::text::${as}`]
    : [Prisma.sql`${left} = ANY(${words}::text[]::${as}[])`];
}

/** The same for ids; null where none were asked for. */
export function oneOfIds(column: string, ids: readonly bigint[] | null): Prisma.Sql[] {
  if (ids === null) return [];
  const left = Prisma.raw(column);
  return ids.length === 1
    ? [Prisma.sql`${left} = ${ids[0]}::bigint`]
    : [Prisma.sql`${left} = ANY(${ids}::bigint[])`];
}

/** All of the conditions; true where there are none. */
export const allOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], " AND ");
