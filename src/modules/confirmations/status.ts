/**
 * The one place where a status is derived. A statement's or claim's status is what its confirmations add up to:
 *
 * | standing confirmations                             | status        |
 * |----------------------------------------------------|---------------|
 * | none                                               | `unchecked`   |
 * | only `not_confirmed`                               | `unconfirmed` |
 * | `confirmed`, never `denied`                        | `confirmed`   |
 * | `denied`, never `confirmed`                        | `denied`      |
 * | both, or anybody says `disputed`                   | `disputed`    |
 * | anybody says `retracted`, whatever the others say  | `retracted`   |
 *
 * A confirmation that another one supersedes does not stand. One that is `withdrawn` says only that the one it
 * supersedes was recorded by mistake, and counts for nothing. The order in which they arrived makes no difference.
 */
import type { Confirmation, Status } from "../../database/generated/client.ts";

/** What of a confirmation the status depends on. */
export type StandingInput = Pick<Confirmation, "id" | "status" | "supersedesId">;

/** Derives the status that the confirmations of one statement or of one claim add up to. */
export function deriveStatus(confirmations: readonly StandingInput[]): Status {
  const superseded = new Set(confirmations.map(({ supersedesId }) => supersedesId));
  const said = new Set(confirmations.filter(({ id }) => !superseded.has(id)).map(({ status }) => status));
  if (said.has("retracted")) return "retracted";
  if (said.has("disputed") || (said.has("confirmed") && said.has("denied"))) return "disputed";
  if (said.has("confirmed")) return "confirmed";
  if (said.has("denied")) return "denied";
  return said.has("not_confirmed") ? "unconfirmed" : "unchecked";
}
