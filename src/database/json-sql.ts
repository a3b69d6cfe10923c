/**
 * JSON that Postgres builds, written as one `format()` for each object. `json_build_object` looks up the types of its
 * arguments anew for every row, which on a page of statements costs more than reading them.
 *
 *     object({ id: id("s.id"), kind: word("s.kind"), audience: text("s.audience") })
 *     // format('{"id":"%s","kind":"%s","audience":%s}', s.id, s.kind, coalesce(to_json(s.audience), 'null'))
 *
 * Values stay in their own types: `format` prints them, and a cast to text before that would print them twice.
 *
 * What these take is SQL of ours, never input.
 */

/** JSON as a template with a `%s` for each of the SQL expressions in `values`, none of which may be null. */
export interface JsonSql {
  readonly template: string;
  readonly values: readonly string[];
}

const whole = (sql: string): JsonSql => ({ template: "%s", values: [sql] });
const quoted = (sql: string): JsonSql => ({ template: '"%s"', values: [sql] });
const orNull = (sql: string): JsonSql => whole(`coalesce(${sql}, 'null')`);

/** Any text, or null. */
export const text = (sql: string): JsonSql => orNull(`to_json(${sql})`);

/** The value of an enumeration or a date: characters that JSON need not escape. `optional` where it may be null. */
export const word = quoted;
export const optionalWord = (sql: string): JsonSql => orNull(`'"' || ${sql}::text || '"'`);

/** An id, as a string of digits. */
export const id = word;
export const optionalId = optionalWord;

/** A number that is never null. */
export const number = whole;

/** A number or truth value, or null. */
export const plain = (sql: string): JsonSql => orNull(`${sql}::text`);

/** RFC 3339 in UTC, whatever time zone the connection is set to; or null. */
export const instant = (sql: string): JsonSql =>
  orNull(`to_char(${sql} AT TIME ZONE 'UTC', '\\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\\"')`);

/** An expression that is JSON text already. */
export const json = whole;

/** An object with these members, in this order. */
export function object(members: Readonly<Record<string, JsonSql>>): JsonSql {
  const entries = Object.entries(members);
  return {
    template: `{${entries.map(([name, { template }]) => `"${name}":${template}`).join(",")}}`,
    values: entries.flatMap(([, { values }]) => values),
  };
}

/** The JSON where the condition holds, null elsewhere. */
export const objectWhere = (condition: string, members: Readonly<Record<string, JsonSql>>): JsonSql =>
  whole(`CASE WHEN ${condition} THEN ${sqlOf(object(members))} ELSE 'null' END`);

/** An array of the JSON of each row of `FROM ...`, in the order given. */
export const arrayOf = (item: JsonSql, order: string, from: string): JsonSql =>
  whole(`'[' || coalesce((SELECT string_agg(${sqlOf(item)}, ',' ORDER BY ${order}) ${from}), '') || ']'`);

/** The SQL expression whose value is the JSON text. */
export const sqlOf = ({ template, values }: JsonSql): string =>
  template === "%s" ? `(${values[0]!})::text` : `format('${template}', ${values.join(", ")})`;
