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

/** JSON that is always the same. */
export const constant = (template: string): JsonSql => ({ template, values: [] });

/** An expression that is JSON text already. */
export const json = whole;
export const jsonOrNull = orNull;

/** The text of members, in this order, without braces. One whose name begins with `...` is such a text itself. */
export function membersText(members: Readonly<Record<string, JsonSql>>): JsonSql {
  const entries = Object.entries(members);
  const written = entries.map(([name, { template }]) =>
    name.startsWith("...") ? template : `"${name}":${template}`,
  );
  return { template: written.join(","), values: entries.flatMap(([, { values }]) => values) };
}

/** An object with these members, in this order. */
export function object(members: Readonly<Record<string, JsonSql>>): JsonSql {
  const { template, values } = membersText(members);
  return { template: `{${template}}`, values };
}

/** The JSON where the condition holds, null elsewhere. */
export const objectWhere = (condition: string, members: Readonly<Record<string, JsonSql>>): JsonSql =>
  whole(`CASE WHEN ${condition} THEN ${sqlOf(object(members))} ELSE 'null' END`);

/** An array of the JSON of each row of `FROM ...`, in the order given. */
export const arrayOf = (item: JsonSql, order: string, from: string): JsonSql =>
  whole(`'[' || coalesce((SELECT string_agg(${sqlOf(item)}, ',' ORDER BY ${order}) ${from}), '') || ']'`);

/** The SQL expression whose value is the JSON text; what stands in several places is asked for once. */
export function sqlOf({ template, values }: JsonSql): string {
  if (template === "%s") return `(${values[0]!})::text`;
  if (values.length === 0) return `'${template}'`;
  const different = [...new Set(values)];
  let nth = 0;
  const numbered = template.replaceAll("%s", () => `%${different.indexOf(values[nth++]!) + 1}$s`);
  return `format('${numbered}', ${different.join(", ")})`;
}
