/**
 * Rows that one query finds and another reads, in a single question to the database. The best way to the rows depends
 * on the values that are asked for: that query is planned afresh, inside the function `chosen_rows`. What is read of
 * them is always the same: the plan of the query around it is dear, and kept.
 */
import { Prisma } from "./generated/client.ts";

/**
 * The ids and keys that a query gives, as a table `chosen (id, key, nth)` in the order of the query.
 *
 * @param query gives `id bigint, key text[]`; its values are texts, numbers, bigints, truth values, null, or arrays of them
 */
export function chosenBy(query: Prisma.Sql): Prisma.Sql {
  const { strings, values } = query;
  const text = strings.reduce((sql, piece, nth) => `${sql}($1)[${nth}]${castOf(values[nth - 1])}${piece}`);
  return Prisma.sql`chosen_rows(${text}::text, ${(values as readonly Value[]).map(asText)}::text[]) WITH ORDINALITY chosen(id, key, nth)`;
}

/** The values travel as an array of texts; those whose types the query leaves open are told. */
function castOf(value: unknown): string {
  if (typeof value === "number") return "::bigint";
  return typeof value === "boolean" ? "::boolean" : "";
}

type Plain = string | number | bigint | boolean;
type Value = Plain | null | undefined | readonly Plain[];

/** A value as Postgres reads it from text. */
function asText(value: Value): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") return String(value);
  return `{${value.map((item) => `"${String(item).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
