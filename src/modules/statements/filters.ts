/** Which statements a reader asks for, as conditions on the row `s`. */
import { oneOf, oneOfIds } from "../../database/choices.ts";
import { Prisma } from "../../database/generated/client.ts";
import { isId } from "../../database/references.ts";
import type { OrganizationIds } from "../speakers/service.ts";
import type { StatementQuery } from "./schemas.ts";

/** The query with every name looked up; null where a filter was not given, no ids where nothing fits it. */
export interface ResolvedReferences {
  readonly speakers: readonly bigint[] | null;
  readonly positions: readonly bigint[] | null;
  readonly organization: OrganizationIds | null;
  readonly publishers: readonly bigint[] | null;
  readonly claims: readonly bigint[] | null;
  readonly confirmed: readonly bigint[] | null;
  readonly denied: readonly bigint[] | null;
}

/** The conditions of a query but for its words; what is given twice narrows twice. */
export function conditionsOf(query: StatementQuery, references: ResolvedReferences): Prisma.Sql[] {
  const { organization } = references;
  return [
    ...oneOfIds("s.speaker_id", references.speakers),
    ...oneOfIds("s.position_id", references.positions),
    ...oneOfIds("s.publisher_id", references.publishers),
    ...oneOfIds("s.claim_id", references.claims),
    ...oneOfIds("s.claim_id", references.confirmed),
    ...oneOfIds("s.claim_id", references.denied),
    ...oneOfIds("s.document_id", query.document?.map(BigInt) ?? null),
    ...(organization === null
      ? []
      : [
          Prisma.sql`(s.speaker_id = ANY(${organization.speakers}::bigint[])
            OR s.position_id = ANY(${organization.positions}::bigint[]))`,
        ]),
    ...oneOf("s.kind", "kind", query.kind),
    ...oneOf("s.stance", "stance", query.stance),
    ...oneOf("s.medium", "medium", query.medium),
    ...oneOf("s.status", "status", query.status),
    ...oneOf("s.attribution_status", "status", query.attribution_status),
    ...oneOf("s.review", "review_state", query.review),
    ...(query.standing === undefined
      ? []
      : [
          Prisma.sql`EXISTS (SELECT FROM documents_by_id held WHERE held.id = s.document_id
            AND held.standing = ANY(${query.standing}::text[]::document_standing[]))`,
        ]),
    ...(query.anonymous === undefined ? [] : [Prisma.sql`s.anonymous = ${query.anonymous}`]),
    ...saidWithin(query.said_from, query.said_to),
    ...publishedWithin(query.published_from, query.published_to),
  ];
}

/**
 * Whether all that is asked for is one value of a column that has an index in the order of publication: then no value
 * makes another way the best one.
 */
export function followsIndex(query: StatementQuery, references: ResolvedReferences): boolean {
  const { q, stance, medium, status, attribution_status } = query;
  const indexed = [references.speakers, references.publishers, stance, medium, status, attribution_status];
  return (
    q === undefined &&
    conditionsOf(query, references).length === 1 &&
    indexed.some((values) => values?.length === 1)
  );
}

/**
 * The id of the speaker whose statements are asked for, and nothing else of them, in the order of publication: as who
 * follows a link asks. Then those who were merged with the speaker are found by the query that reads the page; names, and
 * other orders, want them found before.
 */
export function onlySpeaker({ speaker, sort, ...query }: StatementQuery): string | null {
  const isAlone = Object.entries(query).every(
    ([name, value]) => value === undefined || ASK_FOR_NO_OTHERS.has(name),
  );
  const inOrder = sort === undefined || sort === "published_on" || sort === "-published_on";
  return isAlone && inOrder && speaker?.length === 1 && isId(speaker[0]!) ? speaker[0]! : null;
}

const ASK_FOR_NO_OTHERS: ReadonlySet<string> = new Set(["include", "limit", "cursor", "as_of"]);

/**
 * A statement of which only the month is known was said within a period if the month and the period have a day in
 * common. The bound of the year says nothing more, but lets the index help.
 */
function saidWithin(from: string | undefined, to: string | undefined): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (from !== undefined) {
    conditions.push(Prisma.sql`s.said_on >= date_trunc('year', ${from}::text::date)::date
      AND s.said_on >= date_trunc(s.said_precision::text, ${from}::text::date)::date`);
  }
  if (to !== undefined)
    conditions.push(Prisma.sql`s.said_on > '-infinity' AND s.said_on <= ${to}::text::date`);
  return conditions;
}

function publishedWithin(from: string | undefined, to: string | undefined): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (from !== undefined) conditions.push(Prisma.sql`s.published_on >= ${from}::text::date`);
  if (to !== undefined) {
    conditions.push(Prisma.sql`s.published_on > '-infinity' AND s.published_on <= ${to}::text::date`);
  }
  return conditions;
}
