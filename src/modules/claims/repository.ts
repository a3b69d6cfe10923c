/** Claims, read as JSON that Postgres builds. */
import { allOf, oneOf, oneOfIds } from "../../database/choices.ts";
import { planAfresh, remembered, type DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, firstRows, keyColumn, orderBy, type Key } from "../../database/keyset.ts";
import { boundedIds, mostReferences } from "../../database/references.ts";
import { searchQuery } from "../../database/text-search.ts";
import type { Versioned } from "../../http/app.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { isSuperseded } from "../confirmations/present.ts";
import { visible } from "../statements/publication.ts";
import { claimOrders } from "./orders.ts";
import { claimIsSeen, claimJoins, claimSummaryJson } from "./present.ts";
import type { ClaimQuery } from "./schemas.ts";
import { claimDetailJson } from "./story.ts";

/** A claim by an id of its own or of one that was merged into it; the JSON says which. */
export async function findClaim(
  session: DatabaseSession,
  id: string,
  publishedOnly: boolean,
): Promise<Versioned | null> {
  const [row] = await session.$queryRaw<Versioned[]>`
    SELECT ${Prisma.raw(claimDetailJson(publishedOnly))} AS json, claim.version
      FROM claims asked JOIN claims_by_id claim ON claim.id = asked.canonical_id ${Prisma.raw(claimJoins)}
     WHERE asked.id = ${id}::text::bigint AND ${Prisma.raw(claimIsSeen(publishedOnly))} ${Prisma.raw(remembered)}`;
  return row ?? null;
}

/** The claims with these ids and all that were merged with them. */
export async function findClaimIds(session: DatabaseSession, ids: readonly string[]): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT member.id FROM claims member WHERE member.canonical_id IN (
      SELECT claim.canonical_id FROM claims claim WHERE claim.id = ANY(${ids.map(BigInt)}::bigint[]))`;
  return rows.map(({ id }) => id);
}

/** Parties to confirmations: speakers, by ids, and the newsroom where it is among them. */
export interface Parties {
  readonly speakers: readonly bigint[];
  readonly newsroom: boolean;
}

/** Whom a query names; null where it names nobody. */
export interface Named {
  readonly takingStance: readonly bigint[] | null;
  readonly confirming: Parties | null;
  readonly denying: Parties | null;
}

/** The claims, with all that they are merged with, that one of these parties has confirmed or denied. */
export async function findClaimIdsByParty(
  session: DatabaseSession,
  status: "confirmed" | "denied",
  parties: Parties,
  parameter: string,
): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT member.id FROM claims member WHERE member.canonical_id IN (${saidBy(status, parties)})
     LIMIT ${mostReferences + 1}`;
  return boundedIds(rows, parameter);
}

const saidBy = (status: "confirmed" | "denied", { speakers, newsroom }: Parties): Prisma.Sql =>
  Prisma.sql`SELECT about.canonical_id FROM confirmations c JOIN claims about ON about.id = c.claim_id
    WHERE (c.party_id = ANY(${speakers}::bigint[]) ${newsroom ? Prisma.sql`OR c.party_id IS NULL` : Prisma.empty})
      AND c.status = ${status}::text::confirmation_status
      AND NOT ${Prisma.raw(isSuperseded)}`;

export async function listClaims(
  session: DatabaseSession,
  query: ClaimQuery,
  named: Named,
  { limit, after: key }: PageRequest<Key>,
  publishedOnly: boolean,
): Promise<Page<Key>> {
  const order = claimOrders[query.sort];
  const filters = conditionsOf(query, named, publishedOnly);
  const seen = Prisma.raw(claimIsSeen(publishedOnly));
  // Postgres knows how many of a column are null, but not how many of two columns are the same, and would take it for few.
  const conditions = [Prisma.sql`claim.merged_into_id IS NULL`, seen, ...filters, ...after(order, key)];
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(claimSummaryJson(publishedOnly))} AS json, ${keyColumn(order)} AS key
      FROM ${firstRows(
        Prisma.sql`SELECT * FROM claims claim WHERE ${allOf(conditions)}
             ORDER BY ${orderBy(order)}`,
        limit,
      )} claim ${Prisma.raw(claimJoins)}
     ORDER BY ${orderBy(order)} ${filters.length > 1 ? Prisma.raw(planAfresh) : Prisma.empty}
     ${Prisma.raw(remembered)}`;
  return page(rows, limit);
}

function conditionsOf(
  { q, status, stance, document }: ClaimQuery,
  { takingStance, confirming, denying }: Named,
  publishedOnly: boolean,
): Prisma.Sql[] {
  // All of these are about one statement: the speaker who takes the stance in the document.
  const taken = [
    ...oneOf("t.stance", "stance", stance),
    ...oneOfIds("t.speaker_id", takingStance),
    ...oneOfIds("t.document_id", document?.map(BigInt) ?? null),
  ];
  return [
    ...(confirming === null ? [] : [Prisma.sql`claim.id IN (${saidBy("confirmed", confirming)})`]),
    ...(denying === null ? [] : [Prisma.sql`claim.id IN (${saidBy("denied", denying)})`]),
    ...oneOf("claim.status", "status", status),
    ...(q === undefined
      ? []
      : [
          Prisma.sql`claim.id IN (SELECT member.canonical_id FROM claims member
            WHERE member.search_vector @@ ${searchQuery(q)})`,
        ]),
    ...(taken.length === 0
      ? []
      : [
          Prisma.sql`claim.id IN (SELECT member.canonical_id FROM statements t JOIN claims member ON member.id = t.claim_id
            WHERE t.superseded_at IS NULL AND ${Prisma.raw(visible("t", publishedOnly))} AND ${allOf(taken)})`,
        ]),
  ];
}
