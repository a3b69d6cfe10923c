/**
 * The types of what clients may send, shared by every module. Postgres cannot hold NUL, and UTF-8 cannot hold a lone
 * surrogate: every string that comes from outside is one of these, so that neither reaches a service.
 *
 *     querystring: listQuery({ speaker: idText.optional(), q: wellFormedText({ most: 300 }).optional() })
 */
import { z } from "zod";
import { faultMessage } from "./fault-messages.ts";

z.config({ customError: faultMessage });

// With the u flag a surrogate that is half of a pair does not match, only one that stands alone.
const unstorable = /[\0\p{Surrogate}]/u;

const largestId = 2n ** 63n - 1n;

/** Text of `least` to `most` UTF-16 units without NUL characters and lone surrogates. */
export const wellFormedText = ({ least = 1, most }: { least?: number; most: number }) =>
  z
    .string()
    .min(least)
    .max(most)
    .refine((text) => !unstorable.test(text), "must not hold NUL characters or lone surrogates");

/** The id of a resource: digits, a positive 64-bit number. */
export const idText = z
  .string()
  .regex(/^[1-9][0-9]{0,18}$/, "must be an id, a positive whole number in digits")
  .refine((digits) => !/^\d{19}$/.test(digits) || BigInt(digits) <= largestId, "must be below 2^63");

/** A day, `YYYY-MM-DD`, of the years 1 to 9999. */
export const dayText = z.iso
  .date({ error: "must be a date, YYYY-MM-DD", abort: true })
  .refine((day) => day >= "0001-01-01", "must not be before the year 1");

/** `true` or `false` in a query. */
export const flag = z.enum(["true", "false"]).transform((word) => word === "true");

/** Path parameters of a single resource: `{ id }`. */
export const idParams = z.strictObject({ id: idText.describe("Id of the resource") });
