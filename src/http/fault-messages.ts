/**
 * What is said of input that does not fit its schema, in the words of our own messages: what it must be, rather than what
 * zod calls it. A message that a schema brings itself comes first.
 */
import type { z } from "zod";

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

const units: Readonly<Record<string, string>> = { string: "character", array: "item", set: "item" };

/** "at least 3 characters", "no more than 100 items", "at least 1". */
function bound(words: string, limit: number | bigint, origin: string): string {
  const unit = units[origin];
  return unit === undefined
    ? `be ${words} ${limit}`
    : `have ${words} ${limit} ${unit}${limit === 1 ? "" : "s"}`;
}

const oneOf = (values: readonly unknown[]): string =>
  values.length > 2 ? `one of ${values.map(String).join(", ")}` : values.map(String).join(" or ");

/** The message about an issue; undefined where zod's own says it. */
export function faultMessage(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, input } = issue;
  if (code === "too_small") {
    if (issue.minimum === 1 && units[issue.origin] !== undefined) return "must not be empty";
    return `must ${bound(issue.inclusive === false ? "more than" : "at least", issue.minimum, issue.origin)}`;
  }
  if (code === "too_big")
    return `must ${bound(issue.inclusive === false ? "less than" : "at most", issue.maximum, issue.origin)}`;
  if (code === "invalid_format" && issue.format === "datetime")
    return "must be an instant such as 2025-08-09T12:00:00Z";
  if (code !== "invalid_type" && code !== "invalid_value" && code !== "invalid_union") return undefined;
  if (input === undefined) return "is missing";
  if (code === "invalid_type") return `must be ${kinds[issue.expected] ?? issue.expected}`;
  // The forms of an object that its `type` tells apart are named by their types.
  const values: unknown = code === "invalid_value" ? issue.values : issue["options"];
  return Array.isArray(values) ? `must be ${oneOf(values)}` : "has none of the forms that it can have";
}
