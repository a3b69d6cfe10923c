/** Ties the statements of a document's earlier revision to those of the next, with what editors made of them. */
import type { DatabaseSession } from "../../database/client.ts";
import { refreshAttributionStatus } from "../confirmations/standing.ts";
import type { Actor } from "../events/service.ts";
import { carryOverReviews } from "../reviews/carry-over.ts";
import { reAnchor, type FoundStatement, type ReAnchored } from "./re-anchor.ts";

interface OfRevision {
  readonly revisionId: bigint;
}

/**
 * Records what became of each statement. Where its words stand unchanged, the reviews and confirmations it has hold for
 * the statement that carries it on. To be called in the transaction that stores the revision, after its statements and
 * confirmations, with the earlier revision's findings locked.
 */
export async function reAnchorStatements(
  transaction: DatabaseSession,
  earlier: OfRevision,
  later: OfRevision,
  actor: Actor,
): Promise<void> {
  const fates = reAnchor(
    await statementsOf(transaction, earlier.revisionId),
    await statementsOf(transaction, later.revisionId),
  );
  await insertReAnchorings(transaction, later.revisionId, fates);
  const successions = fates.flatMap(({ statementId: from, outcome, continuedById: to }) =>
    to !== null && outcome !== "altered" ? { from, to } : [],
  );
  await carryOverReviews(transaction, successions, actor);
  const confirmed = await transaction.statement.findMany({
    where: { id: { in: successions.map(({ from }) => from) }, attributionStatus: { not: "unchecked" } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  for (const { id } of confirmed) await refreshAttributionStatus(transaction, id, actor);
}

/**
 * The statements of a revision as the engine found them, in the order of the text: an editor's corrections are not
 * found again in the next text, but what they corrected is.
 */
async function statementsOf(transaction: DatabaseSession, revisionId: bigint): Promise<FoundStatement[]> {
  return transaction.$queryRaw`
    SELECT s.id, speaker.canonical_id AS "speakerId", a.content ->> 'text' AS text, (a.content #>> '{spans,0,start}')::int AS start
      FROM statements s
      LEFT JOIN versions first ON first.resource_type = 'statements' AND first.resource_id = s.id AND first.version = 1
      LEFT JOIN speakers speaker ON speaker.id = CASE
             WHEN first.row IS NULL THEN s.speaker_id ELSE (first.row ->> 'speaker_id')::bigint END
      JOIN statement_anchors a ON a.statement_id = s.id AND a.span_set = 0
     WHERE s.revision_id = ${revisionId} ORDER BY s.ordinal`;
}

async function insertReAnchorings(
  transaction: DatabaseSession,
  revisionId: bigint,
  fates: readonly ReAnchored[],
): Promise<void> {
  if (fates.length === 0) return;
  await transaction.reAnchoring.createMany({ data: fates.map((fate) => ({ ...fate, revisionId })) });
}
