/**
 * Confirmations that the engine read from a statement ("The ministry denied that ...") follow when an editor corrects
 * or rejects the statement: what somebody else turns out to have said is theirs, what nobody said is withdrawn. Nothing
 * is changed; each new record supersedes the one before it. What an editor has recorded by hand stays as it is.
 */
import type { DatabaseSession } from "../../database/client.ts";
import type { Confirmation, ConfirmationStatus, Stance } from "../../database/generated/client.ts";
import { lockFamilies } from "../../database/merges.ts";
import type { Actor } from "../events/service.ts";
import type { StatementFields, StatementRow } from "../statements/change-statement.ts";
import { appendConfirmation } from "./append.ts";
import { evidenceOf } from "./evidence.ts";

/** What a speaker of this stance does to the claim. */
const statusOf: Partial<Record<Stance, ConfirmationStatus>> = {
  confirms: "confirmed",
  denies: "denied",
  has_not_confirmed: "not_confirmed",
  declines_to_comment: "not_confirmed",
};

/** Locks the claims whose status can depend on the statement, and these others; before the statement itself. */
export async function lockFollowers(
  transaction: DatabaseSession,
  statementId: bigint,
  otherClaims: readonly bigint[],
): Promise<void> {
  const claims = await transaction.$queryRaw<{ id: bigint }[]>`
    SELECT claim_id AS id FROM confirmations WHERE evidence_statement_id = ${statementId} AND claim_id IS NOT NULL
    UNION SELECT claim_id FROM statements WHERE id = ${statementId} AND claim_id IS NOT NULL`;
  await lockFamilies(transaction, "claims", [...claims.map(({ id }) => id), ...otherClaims]);
}

/** Adds what follows from a change of the statement, which is locked with its claims and already written. */
export async function followStatement(
  transaction: DatabaseSession,
  before: StatementRow,
  after: StatementFields,
  actor: Actor,
): Promise<void> {
  const standing = await transaction.confirmation.findMany({
    where: {
      evidenceStatementId: before.id,
      origin: "extracted",
      supersededBy: null,
      claimId: { not: null },
    },
    include: { supersedes: { select: { status: true } } },
    orderBy: { id: "asc" },
  });
  const append = async (
    line: Line,
    status: ConfirmationStatus,
    claimId: bigint,
    supersedesId: bigint | null,
  ) => {
    const { canonicalId } = await transaction.claim.findUniqueOrThrow({ where: { id: claimId } });
    const partyId = status === "withdrawn" ? line.partyId : after.speakerId;
    const subject = { statementId: null, claimId, canonicalId };
    const record = { ...evidenceOf(line), effectiveAt: line.effectiveAt, status, partyId, supersedesId };
    await appendConfirmation(transaction, subject, { ...record, origin: "extracted" }, actor);
  };
  for (const line of standing) {
    const status = statusNow(line, before, after);
    const sameParty = status === "withdrawn" || line.partyId === after.speakerId;
    if (status === line.status && sameParty) continue;
    await append(line, status, line.claimId!, line.id);
    const moved = line.claimId === before.claimId && after.claimId !== before.claimId;
    if (!moved || after.claimId === null || isSilent(after)) continue;
    const there = standing.find(({ claimId }) => claimId === after.claimId)?.id ?? null;
    await append(line, after.stance === before.stance ? line.status : said(after), after.claimId, there);
  }
}

type Line = Confirmation & { readonly supersedes: { readonly status: ConfirmationStatus } | null };

/** What the statement, as it is now, says about the claim of a confirmation that was read from it. */
function statusNow(line: Line, before: StatementRow, after: StatementFields): ConfirmationStatus {
  const wasWithdrawn = line.status === "withdrawn";
  if (isSilent(after)) return "withdrawn";
  if (after.claimId !== line.claimId && (wasWithdrawn || before.claimId === line.claimId)) return "withdrawn";
  if (after.stance !== before.stance) return said(after);
  if (!wasWithdrawn) return line.status;
  // Accepted after it was rejected, or given a speaker after it had none: what it said before that.
  return isSilent(before) && said(after) === line.supersedes?.status ? said(after) : "withdrawn";
}

/** Without a speaker there is no party, and a confirmation without one would be the newsroom's own. */
const isSilent = ({ review, speakerId }: StatementFields): boolean =>
  review === "rejected" || speakerId === null;

const said = ({ stance }: StatementFields): ConfirmationStatus => statusOf[stance] ?? "withdrawn";
