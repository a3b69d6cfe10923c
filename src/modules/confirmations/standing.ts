/**
 * Keeps the status of claims and statements equal to what their confirmations add up to, and logs every change of it.
 * To be called, in the same transaction, by whoever adds confirmations or changes which claims count as one.
 */
import type { DatabaseSession } from "../../database/client.ts";
import { recordEvent, type Actor } from "../events/service.ts";
import {
  confirmationsOfClaim,
  confirmationsOfStatement,
  heirsOfStatement,
  setAttributionStatus,
  setClaimStatus,
} from "./repository.ts";
import { deriveStatus } from "./status.ts";

/**
 * Derives the status of a claim anew, from its own confirmations and those of the claims that were merged into it, and
 * keeps it in all of them and in their statements.
 *
 * @param canonicalId the claim that the others were merged into, its row locked by the caller
 */
export async function refreshClaimStatus(
  session: DatabaseSession,
  canonicalId: bigint,
  actor: Actor,
): Promise<void> {
  const status = deriveStatus(await confirmationsOfClaim(session, canonicalId));
  for (const { id, from } of await setClaimStatus(session, canonicalId, status)) {
    await recordEvent(session, {
      resourceType: "claims",
      resourceId: id,
      action: "status_changed",
      difference: { status: { from, to: status } },
      actor,
    });
  }
}

/**
 * Derives anew whether a statement was said, and keeps it, in those that carry it on in the same words too; the caller
 * has locked their rows.
 */
export async function refreshAttributionStatus(
  session: DatabaseSession,
  statementId: bigint,
  actor: Actor,
): Promise<void> {
  for (const heir of await heirsOfStatement(session, statementId)) {
    const status = deriveStatus(await confirmationsOfStatement(session, heir));
    for (const { from } of await setAttributionStatus(session, heir, status)) {
      await recordEvent(session, {
        resourceType: "statements",
        resourceId: heir,
        action: "status_changed",
        difference: { attribution_status: { from, to: status } },
        actor,
      });
    }
  }
}
