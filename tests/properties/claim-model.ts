/**
 * A claim as one could keep it on paper: the words that stand, each crossed out by the one that took its place. Knows
 * nothing of rows, ids or supersession columns, and says the status in sentences of its own.
 */
import type { ConfirmationStatus, Status } from "../../src/database/generated/client.ts";

export type Said = Exclude<ConfirmationStatus, "withdrawn">;

export class ClaimModel {
  /** Every word that was ever said; null where it was crossed out. */
  readonly #words: (ConfirmationStatus | null)[] = [];

  say(status: ConfirmationStatus): void {
    this.#words.push(status);
  }

  /** Which words stand and can be replaced, by the order in which they were said. */
  get standing(): number[] {
    return this.#words.flatMap((word, index) => (word === null ? [] : [index]));
  }

  replace(index: number, status: ConfirmationStatus): void {
    this.#words[index] = null;
    this.say(status);
  }

  isWithdrawal(index: number): boolean {
    return this.#words[index] === "withdrawn";
  }

  get words(): readonly ConfirmationStatus[] {
    return this.#words.filter((word) => word !== null);
  }

  get status(): Status {
    return statusOf(this.words);
  }
}

/** Whoever takes it back ends the matter; a dispute is a dispute; a yes and a no are one; a yes or a no beats silence. */
export function statusOf(words: readonly ConfirmationStatus[]): Status {
  const count = (status: ConfirmationStatus): number => words.filter((word) => word === status).length;
  const [yes, no] = [count("confirmed"), count("denied")];
  if (count("retracted") > 0) return "retracted";
  if (count("disputed") + yes * no > 0) return "disputed";
  if (yes > 0) return "confirmed";
  if (no > 0) return "denied";
  return count("not_confirmed") > 0 ? "unconfirmed" : "unchecked";
}
