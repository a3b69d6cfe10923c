/**
 * Asking what was known in the past: `as_of` on every list and resource, and datetime negotiation (Memento, RFC 7089)
 * on single resources. A route takes part by having `as_of` in its query; it then reads from the services as of
 * `request.asOf`, which the plugin of the same name has filled.
 *
 *     schema: { querystring: asOfQuery, ... },
 *     handler: async (request, reply) => sendVersioned(reply, await at(request.asOf).claims.get(request.params.id)),
 */
import { z } from "zod";

/** Services that read what was known at an instant; at null, what is known now. */
export type At<Services> = (asOf: Date | null) => Services;

/** Nothing was recorded before there were computers, and Postgres knows no year 0. */
const earliest = new Date("1970-01-01T00:00:00Z");

/** An instant at which something may have been recorded. */
export const instantParameter = z.iso
  .datetime({ offset: true, message: "must be an instant such as 2025-08-09T12:00:00Z" })
  .transform((text) => new Date(text))
  .refine((instant) => instant >= earliest, "must not be before 1970")
  .optional();

export const asOfParameter = instantParameter.describe(
  "Answer with what was known here at this instant, such as `2025-08-09T12:00:00Z`: without what was recorded, " +
    "reviewed, confirmed or merged later. Unless you say, now",
);

/** The query of a single resource that remembers its past. */
export const asOfQuery = z.strictObject({ as_of: asOfParameter });

/** What the `Accept-Datetime` header of a request says; null where it is no HTTP date (RFC 7089, section 2.1.1). */
export function readHttpDate(text: string): Date | null {
  const instant = new Date(text.trim());
  if (Number.isNaN(instant.getTime()) || instant < earliest) return null;
  return instant.toUTCString() === text.trim() ? instant : null;
}
