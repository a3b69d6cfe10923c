/** The one way in which a confirmation comes about after ingestion. */
import type { DatabaseSession } from "../../database/client.ts";
import type { Prisma } from "../../database/generated/client.ts";
import { recordEvent, type Actor } from "../events/service.ts";
import { insertConfirmation } from "./repository.ts";
import { refreshAttributionStatus, refreshClaimStatus } from "./standing.ts";

/** What a confirmation is about, its row locked: a statement or a claim. */
export interface Subject {
  readonly statementId: bigint | null;
  readonly claimId: bigint | null;
  /** The claim that the named one counts as, which carries the status. */
  readonly canonicalId: bigint | null;
}

export type ConfirmationRecord = Omit<
  Prisma.ConfirmationUncheckedCreateInput,
  "id" | "statementId" | "claimId" | "recordedById" | "recordedAt"
>;

/** Adds the record, brings its subject's status up to date, and logs the event. Returns the id. */
export async function appendConfirmation(
  transaction: DatabaseSession,
  { statementId, claimId, canonicalId }: Subject,
  record: ConfirmationRecord,
  actor: Actor,
): Promise<bigint> {
  const id = await insertConfirmation(transaction, {
    ...record,
    statementId,
    claimId,
    recordedById: actor.apiKeyId,
  });
  const action = record.status === "withdrawn" ? "withdrawn" : "created";
  await recordEvent(transaction, {
    resourceType: "confirmations",
    // The log of a withdrawn record tells that it was withdrawn.
    resourceId: record.status === "withdrawn" ? BigInt(record.supersedesId!) : id,
    action,
    actor,
  });
  if (canonicalId !== null) await refreshClaimStatus(transaction, canonicalId, actor);
  if (statementId !== null) await refreshAttributionStatus(transaction, statementId, actor);
  return id;
}
