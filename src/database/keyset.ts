/**
 * Keyset pages in SQL: how a list is sorted, and where it goes on after the last item of the page before.
 *
 * The comparison is of rows, `(published_on, id) < ($1, $2)`, because Postgres answers that from the index of the same
 * columns; written out as `a < x OR (a = x AND b < y)` it reads the whole table.
 */
import { z } from "zod";
import { largestLimit } from "../http/paging.ts";
import { wellFormedText } from "../http/text.ts";
import { Prisma } from "./generated/client.ts";

/** The values of the sort columns in the last item, as Postgres prints them. */
export type Key = readonly string[];

interface SortColumn {
  /** The column or expression, with its table's alias. */
  readonly sql: string;
  /** Its Postgres type. */
  readonly type: "bigint" | "int" | "date" | "real" | "text";
}

/** One way of sorting a list. The columns together are unique, and all go in one direction. */
export interface Keyset {
  readonly columns: readonly SortColumn[];
  readonly direction: "ASC" | "DESC";
  /** What a cursor of this list must hold. */
  readonly key: z.ZodType<Key>;
}

const wholeNumber = z
  .string()
  .regex(/^-?\d{1,19}$/, { abort: true })
  .refine((digits) => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits));

const printed: Readonly<Record<SortColumn["type"], z.ZodType<string>>> = {
  bigint: wholeNumber,
  int: wholeNumber.refine((digits) => Math.abs(Number(digits)) < 2 ** 31),
  date: z.union([z.iso.date(), z.literal("-infinity")]),
  real: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,20})?(e[+-]\d{1,2})?$/)
    .refine((number) => Number(number) < 1e30),
  text: wellFormedText({ least: 0, most: 1500 }),
};

/** Declares a way of sorting, such as by `s.published_on` and, for equal days, by `s.id`. */
export function keyset(direction: Keyset["direction"], ...columns: SortColumn[]): Keyset {
  const key = z.custom<Key>(
    (values) =>
      Array.isArray(values) &&
      values.length === columns.length &&
      columns.every(({ type }, index) => printed[type].safeParse(values[index]).success),
  );
  return { columns, direction, key };
}

/** `published_on DESC, id DESC` */
export const orderBy = ({ columns, direction }: Keyset): Prisma.Sql =>
  Prisma.raw(columns.map(({ sql }) => `${sql} ${direction}`).join(", "));

/** The key of a row, as an array of texts. */
export const keyColumn = ({ columns }: Keyset): Prisma.Sql =>
  Prisma.raw(`ARRAY[${columns.map(({ sql }) => `${sql}::text`).join(", ")}]`);

/** The same as one text, for columns whose values have no blanks: it is read faster. */
export const keyText = ({ columns }: Keyset): Prisma.Sql =>
  Prisma.raw(`concat_ws(' ', ${columns.map(({ sql }) => sql).join(", ")})`);

/** The condition that a row comes after the key; none for the first page. */
export function after({ columns, direction }: Keyset, key: Key | null): Prisma.Sql[] {
  if (key === null) return [];
  const row = Prisma.raw(`(${columns.map(({ sql }) => sql).join(", ")}) ${direction === "ASC" ? ">" : "<"} `);
  const values = columns.map(({ type }, index) => Prisma.sql`${key[index]}::text::${Prisma.raw(type)}`);
  return [Prisma.sql`${row}(${Prisma.join(values)})`];
}

/**
 * The first rows of a sorted query, as a table: one row more than asked for, by which a page learns whether more follow.
 *
 * A number stands in the query as the limit, and the true one, a parameter, only outside: of a parameter Postgres
 * does not know that it is small, finds every kept plan too dear and plans each page anew, which takes longer than
 * reading it. A true limit in the query would make a hundred queries of one, each with a kept plan of its own.
 *
 * @param order given where the query around needs the rows in order, of a row `s`: Postgres then knows that they are
 */
export const firstRows = (sorted: Prisma.Sql, pageSize: number, order?: Keyset): Prisma.Sql =>
  Prisma.sql`(SELECT * FROM (${sorted} LIMIT ${Prisma.raw(String(Math.max(largestLimit, pageSize) + 1))}) s
    ${order === undefined ? Prisma.empty : Prisma.sql`ORDER BY ${orderBy(order)}`} LIMIT ${pageSize + 1})`;
