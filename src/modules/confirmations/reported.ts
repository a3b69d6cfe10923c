/**
 * Confirmations that articles report ("The ministry has not confirmed ..."): written by the engine, about the claims
 * of the revision it has read, and marked as such.
 */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { listsBy } from "../../lists-by.ts";
import { isSuperseded } from "./present.ts";
import { deriveStatus } from "./status.ts";

/** One party's word on a claim, with the sentence that reports it. */
export interface ReportedConfirmation {
  readonly claimId: bigint;
  readonly status: "confirmed" | "denied" | "not_confirmed";
  /** Place, in the order of the revision, of the statement whose speaker is the party. */
  readonly statement: number;
  /** Code points, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The words between them. */
  readonly quotation: string;
}

/**
 * Records what a revision reports, after its statements are stored, and brings the claims' statuses up to date. What
 * an earlier revision of the document reported of the same party and claim is superseded: the document says it anew.
 */
export async function recordReported(
  session: DatabaseSession,
  revisionId: bigint,
  reported: readonly ReportedConfirmation[],
): Promise<void> {
  if (reported.length === 0) return;
  const rows = reported.map(({ claimId, ...row }) => ({ ...row, claim_id: String(claimId) }));
  await session.$executeRaw`
    INSERT INTO confirmations (claim_id, status, party_id, evidence_statement_id, evidence_revision_id,
      evidence_start, evidence_end, evidence_quotation, effective_at, supersedes_id, origin)
    SELECT n.claim_id, n.status::confirmation_status, n.speaker_id, n.statement_id, ${revisionId},
      n.start, n."end", n.quotation, n.said_at, CASE WHEN n.nth = 1 THEN earlier.id END, 'extracted'
      FROM (SELECT r.*, s.id AS statement_id, s.speaker_id,
                   CASE WHEN s.said_precision = 'day' THEN s.said_on::timestamp AT TIME ZONE 'UTC' END AS said_at,
                   row_number() OVER (PARTITION BY r.claim_id, s.speaker_id ORDER BY r.statement) AS nth
              FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(claim_id bigint, status text, statement int,
                   start int, "end" int, quotation text)
              JOIN statements s ON s.revision_id = ${revisionId} AND s.ordinal = r.statement) n
      LEFT JOIN LATERAL (
        SELECT c.id FROM confirmations c
          JOIN revisions held ON held.id = c.evidence_revision_id
          JOIN revisions new ON new.id = ${revisionId} AND new.document_id = held.document_id AND new.id <> held.id
         WHERE c.claim_id = n.claim_id AND c.party_id = n.speaker_id AND c.origin = 'extracted'
           AND NOT ${Prisma.raw(isSuperseded)}
         ORDER BY c.id DESC LIMIT 1) earlier ON true
     ORDER BY n.statement`;
  await refreshClaimStatuses(session, [...new Set(reported.map(({ claimId }) => claimId))]);
}

/**
 * Keeps the statuses of many claims in few queries, whatever they are merged with. Of a claim that was there before,
 * the caller holds the lock.
 */
async function refreshClaimStatuses(session: DatabaseSession, claimIds: readonly bigint[]): Promise<void> {
  const claims = await session.claim.findMany({
    where: { id: { in: [...claimIds] } },
    select: { canonicalId: true },
  });
  const confirmations = await session.confirmation.findMany({
    where: { claim: { canonicalId: { in: claims.map(({ canonicalId }) => canonicalId) } } },
    select: {
      id: true,
      status: true,
      supersedesId: true,
      claim: { select: { canonicalId: true } },
    },
  });
  const rows = [...listsBy(confirmations, ({ claim }) => claim!.canonicalId)].map(([id, ofClaim]) => ({
    id: String(id),
    status: deriveStatus(ofClaim),
  }));
  await session.$executeRaw`
    UPDATE claims SET status = r.status::status
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id bigint, status text)
     WHERE claims.canonical_id = r.id AND claims.status <> r.status::status`;
}
