/** Counts of a list's matches by the values of a column, as SQL. */
import { Prisma } from "../../database/generated/client.ts";

/** Counting stops here: the cost of facets does not grow with the number of matches. */
export const mostCounted = 10_000;
const mostValues = 20;

interface Facet {
  /** Columns of the statement that the value is made of. */
  readonly column: string;
  /** Where the value is an id: what it is called, and the table it is the id of. */
  readonly named?: { readonly value: string; readonly name: string; readonly join: string };
}

const facets = {
  kind: { column: "kind" },
  stance: { column: "stance" },
  medium: { column: "medium" },
  status: { column: "status" },
  attribution_status: { column: "attribution_status" },
  review: { column: "review" },
  anonymous: { column: "anonymous" },
  speaker: {
    column: "speaker_id",
    named: {
      value: "named.id",
      name: "named.name",
      join: `JOIN speakers printed ON printed.id = v.value JOIN speakers named ON named.id = printed.canonical_id`,
    },
  },
  publisher: {
    column: "publisher_id",
    named: { value: "named.id", name: "named.name", join: "JOIN publishers named ON named.id = v.value" },
  },
  document: {
    column: "document_id",
    named: { value: "named.id", name: "named.title", join: "JOIN documents named ON named.id = v.value" },
  },
} as const satisfies Record<string, Facet>;

export type FacetName = keyof typeof facets;
export const FACETS = Object.keys(facets) as [FacetName, ...FacetName[]];

/** `{ counted, complete, counts }` of the rows of `matches`, which are whole statements and at most `mostCounted`. */
export function facetsJson(names: readonly FacetName[], matches: Prisma.Sql): Prisma.Sql {
  const columns = names.map((name) => `s.${facets[name].column}`);
  const counts = names.map((name) => `'${name}', ${countsOf(facets[name])}`);
  return Prisma.sql`
    WITH matched AS MATERIALIZED (SELECT ${Prisma.raw([...new Set(columns)].join(", "))} FROM (${matches}) s)
    SELECT json_build_object(
      'counted', (SELECT count(*) FROM matched),
      'complete', (SELECT count(*) < ${mostCounted}::int FROM matched),
      'counts', json_build_object(${Prisma.raw(counts.join(", "))}))::text AS json`;
}

/** The commonest values, those of merged speakers added up under the one they count as. */
function countsOf({ column, named }: Facet): string {
  const { value, name, join } = named ?? { value: "v.value", name: "NULL::text", join: "" };
  return `(SELECT coalesce(json_agg(json_build_object('value', f.value::text, 'name', f.name, 'count', f.count)
             ORDER BY f.count DESC, f.value), '[]'::json)
      FROM (SELECT ${value} AS value, ${name} AS name, sum(v.count)::int AS count
              FROM (SELECT ${column} AS value, count(*) FROM matched WHERE ${column} IS NOT NULL GROUP BY 1) v ${join}
             GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT ${mostValues}) f)`;
}
