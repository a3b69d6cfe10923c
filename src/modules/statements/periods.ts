/** Days, months and years as bounds of a search. */
import { z } from "zod";
import { dayText } from "../../http/text.ts";

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const periodText = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, { error: "must be a date: YYYY, YYYY-MM or YYYY-MM-DD", abort: true })
  .refine((text) => dayText.safeParse(firstDayOf(text)).success, "must be a date that exists");

/** The start of a period, as a day: `2025-08` is `2025-08-01`. */
export const fromText = periodText.transform(firstDayOf);

/** The end of a period, as a day: `2025-08` is `2025-08-31`. */
export const toText = periodText.transform(lastDayOf);

/** The first day of a period. */
export function firstDayOf(text: string): string {
  return `${text}${"-01-01".slice(text.length - 4)}`;
}

function lastDayOf(text: string): string {
  if (text.length === 10) return text;
  if (text.length === 4) return `${text}-12-31`;
  const [year, month] = text.split("-").map(Number) as [number, number];
  const last = new Date(0);
  // The day before the first of the next month.
  last.setUTCFullYear(year, month, 0);
  return `${text}-${String(last.getUTCDate()).padStart(2, "0")}`;
}
