/** Reviews in the database: added and read, never changed. */
import { allOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import { id, instant, json, object, sqlOf, text, word } from "../../database/json-sql.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { asExtracted } from "../statements/change-statement.ts";
import { statementJoins, statementJson } from "../statements/present.ts";
import { published } from "../statements/publication.ts";

export const latestFirst = keyset("DESC", { sql: "r.id", type: "bigint" });

const reviewJson = sqlOf(
  object({
    id: id("r.id"),
    statement_id: id("r.statement_id"),
    decision: word("r.decision"),
    reason: text("r.reason"),
    correction: json("coalesce(r.correction::text, 'null')"),
    reviewed_by: text("editor.name"),
    recorded_at: instant("r.recorded_at"),
  }),
);

export const insertReview = async (
  session: DatabaseSession,
  review: Prisma.ReviewUncheckedCreateInput,
): Promise<bigint> => (await session.review.create({ data: review, select: { id: true } })).id;

/** What the latest editor said about their verdict on the statement, if anything. */
export async function latestReason(session: DatabaseSession, statementId: bigint): Promise<string | null> {
  const review = await session.review.findFirst({ where: { statementId }, orderBy: { id: "desc" } });
  return review?.reason ?? null;
}

export async function getReviewJson(session: DatabaseSession, reviewId: bigint): Promise<string> {
  const [row] = await session.$queryRaw<{ json: string }[]>`
    SELECT ${Prisma.raw(reviewJson)} AS json FROM reviews r LEFT JOIN api_keys editor ON editor.id = r.recorded_by_id
     WHERE r.id = ${reviewId}`;
  return row!.json;
}

export async function listReviews(
  session: DatabaseSession,
  statementId: bigint,
  { limit, after: from }: PageRequest<Key>,
): Promise<Page<Key>> {
  const conditions = [Prisma.sql`r.statement_id = ${statementId}`, ...after(latestFirst, from)];
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(reviewJson)} AS json, ${keyColumn(latestFirst)} AS key
      FROM reviews r LEFT JOIN api_keys editor ON editor.id = r.recorded_by_id
     WHERE ${allOf(conditions)} ORDER BY ${orderBy(latestFirst)} LIMIT ${limit + 1}`;
  return page(rows, limit);
}

/** The statement as it was first stored, with the spans of the engine; null where there is none. */
export async function findExtractedJson(
  session: DatabaseSession,
  statementId: bigint,
  publishedOnly: boolean,
): Promise<string | null> {
  const seen = Prisma.raw(publishedOnly ? published("now") : "true");
  const [row] = await session.$queryRaw<{ json: string }[]>`
    SELECT ${Prisma.raw(statementJson)} AS json
      FROM ${asExtracted(statementId)} s ${Prisma.raw(statementJoins)}
     WHERE EXISTS (SELECT FROM statements now WHERE now.id = s.id AND ${seen})`;
  return row?.json ?? null;
}
