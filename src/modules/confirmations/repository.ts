/** Confirmations in the database: added and read, never changed. */
import { allOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma, type Status } from "../../database/generated/client.ts";
import { after, firstRows, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { claimIsSeen } from "../claims/present.ts";
import { published } from "../statements/publication.ts";
import { confirmationJoins, confirmationJson, isSuperseded } from "./present.ts";
import { NEWSROOM, type ConfirmationQuery } from "./schemas.ts";
import type { StandingInput } from "./status.ts";

export const latestFirst = keyset("DESC", { sql: "c.id", type: "bigint" });

export const insertConfirmation = async (
  session: DatabaseSession,
  confirmation: Prisma.ConfirmationUncheckedCreateInput,
): Promise<bigint> => (await session.confirmation.create({ data: confirmation, select: { id: true } })).id;

/**
 * The condition that a reader may see what the confirmation `c` is about: whoever does not see a claim or a statement is
 * not told who denied it either.
 */
const subjectIsSeen = (publishedOnly: boolean): Prisma.Sql =>
  publishedOnly
    ? Prisma.sql`CASE WHEN c.claim_id IS NULL
        THEN EXISTS (SELECT FROM statements about WHERE about.id = c.statement_id AND ${Prisma.raw(published("about"))})
        ELSE EXISTS (SELECT FROM claims about JOIN claims claim ON claim.id = about.canonical_id
                      WHERE about.id = c.claim_id AND ${Prisma.raw(claimIsSeen(publishedOnly))}) END`
    : Prisma.sql`true`;

export async function findConfirmationJson(
  session: DatabaseSession,
  id: bigint,
  publishedOnly: boolean,
): Promise<string | null> {
  const rows = await session.$queryRaw<{ json: string }[]>`
    SELECT ${Prisma.raw(confirmationJson)} AS json FROM confirmations c ${Prisma.raw(confirmationJoins)}
     WHERE c.id = ${id} AND ${subjectIsSeen(publishedOnly)}`;
  return rows[0]?.json ?? null;
}

export async function listConfirmations(
  session: DatabaseSession,
  query: ConfirmationQuery,
  { limit, after: from }: PageRequest<Key>,
  publishedOnly: boolean,
): Promise<Page<Key>> {
  const conditions = [
    ...conditionsOf(query),
    ...(publishedOnly ? [subjectIsSeen(publishedOnly)] : []),
    ...after(latestFirst, from),
  ];
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(confirmationJson)} AS json, ${keyColumn(latestFirst)} AS key
      FROM ${firstRows(
        Prisma.sql`SELECT * FROM confirmations c WHERE ${allOf(conditions)}
             ORDER BY ${orderBy(latestFirst)}`,
        limit,
      )} c
      ${Prisma.raw(confirmationJoins)}
     ORDER BY ${orderBy(latestFirst)}`;
  return page(rows, limit);
}

function conditionsOf({
  statement,
  claim,
  party,
  status,
  origin,
  superseded,
}: ConfirmationQuery): Prisma.Sql[] {
  return [
    statement === undefined ? null : Prisma.sql`c.statement_id = ${BigInt(statement)}`,
    claim === undefined ? null : Prisma.sql`c.claim_id = ANY (${familyOf("claims", BigInt(claim))})`,
    party === undefined ? null : isParty(party),
    status === undefined ? null : Prisma.sql`c.status = ${status}::confirmation_status`,
    origin === undefined ? null : Prisma.sql`c.origin = ${origin}::record_origin`,
    superseded === undefined ? null : Prisma.raw(superseded ? isSuperseded : `NOT ${isSuperseded}`),
  ].filter((condition) => condition !== null);
}

const isParty = (party: string): Prisma.Sql =>
  party === NEWSROOM
    ? Prisma.sql`c.party_id IS NULL`
    : Prisma.sql`c.party_id = ANY (${familyOf("speakers", BigInt(party))})`;

/** All that the row with this id counts as one with, through merges. */
const familyOf = (table: "claims" | "speakers", id: bigint): Prisma.Sql =>
  Prisma.sql`ARRAY(SELECT member.id FROM ${Prisma.raw(table)} member WHERE member.canonical_id =
    (SELECT named.canonical_id FROM ${Prisma.raw(table)} named WHERE named.id = ${id}))`;

const standingFields = { id: true, status: true, supersedesId: true } as const;

export const confirmationsOfClaim = (
  session: DatabaseSession,
  canonicalId: bigint,
): Promise<StandingInput[]> =>
  session.confirmation.findMany({ where: { claim: { canonicalId } }, select: standingFields });

/** Those of the statement and of the ones of earlier revisions that it carries on in the same words. */
export const confirmationsOfStatement = (
  session: DatabaseSession,
  statementId: bigint,
): Promise<StandingInput[]> =>
  session.$queryRaw`
    SELECT c.id, c.status, c.supersedes_id AS "supersedesId"
      FROM confirmations c WHERE c.statement_id IN (SELECT statement_line(${statementId}))`;

/** The statement and those of later revisions that carry it on in the same words. */
export async function heirsOfStatement(session: DatabaseSession, statementId: bigint): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT heir AS id FROM statement_heirs(${statementId}) AS heir ORDER BY heir`;
  return rows.map(({ id }) => id);
}

/** Gives a claim, and all that was merged into it, a status. Returns those that had another one, with that one. */
export const setClaimStatus = (
  session: DatabaseSession,
  canonicalId: bigint,
  status: Status,
): Promise<{ id: bigint; from: Status }[]> =>
  session.$queryRaw`
    WITH before AS (SELECT id, status FROM claims WHERE canonical_id = ${canonicalId} AND status <> ${status}::status)
    UPDATE claims SET status = ${status}::status FROM before WHERE claims.id = before.id
    RETURNING before.id, before.status AS "from"`;

/** Gives a statement a status. Returns it with the one it had, unless it is the same. */
export const setAttributionStatus = (
  session: DatabaseSession,
  statementId: bigint,
  status: Status,
): Promise<{ from: Status }[]> =>
  session.$queryRaw`
    WITH before AS (SELECT id, attribution_status FROM statements
                     WHERE id = ${statementId} AND attribution_status <> ${status}::status)
    UPDATE statements SET attribution_status = ${status}::status FROM before WHERE statements.id = before.id
    RETURNING before.attribution_status AS "from"`;
