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
import type { Confirmation, ConfirmationStatus, Status } from "../../database/generated/client.ts";

/** What of a confirmation the status depends on; `partyId` is null where the newsroom itself is the party. */
export type StandingInput = Pick<Confirmation, "id" | "status" | "partyId" | "supersedesId">;

/** A status and who stands behind it: the confirmations that count, in the order of their ids. */
export interface DerivedStatus<Input> {
  readonly value: Status;
  readonly parties: readonly Input[];
}

/**
 * Derives the status that the confirmations of one statement or of one claim add up to.
 *
 * The parties are those whose confirmations make the status what it is: of a `confirmed` claim those who confirmed it,
 * not those who had not done so; of a `disputed` one everybody who took a side.
 */
export function deriveStatus<Input extends StandingInput>(
  confirmations: readonly Input[],
): DerivedStatus<Input> {
  const superseded = new Set(confirmations.map(({ supersedesId }) => supersedesId));
  const standing = confirmations
    .filter(({ id }) => !superseded.has(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const said = new Set(standing.map(({ status }) => status));
  const value = add(said);
  return { value, parties: standing.filter(({ status }) => partiesOf[value].includes(status)) };
}

function add(said: ReadonlySet<ConfirmationStatus>): Status {
  if (said.has("retracted")) return "retracted";
  if (said.has("disputed") || (said.has("confirmed") && said.has("denied"))) return "disputed";
  if (said.has("confirmed")) return "confirmed";
  if (said.has("denied")) return "denied";
  return said.has("not_confirmed") ? "unconfirmed" : "unchecked";
}

const partiesOf: Readonly<Record<Status, readonly ConfirmationStatus[]>> = {
  unchecked: [],
  unconfirmed: ["not_confirmed"],
  confirmed: ["confirmed"],
  denied: ["denied"],
  disputed: ["confirmed", "denied", "disputed"],
  retracted: ["retracted"],
};
