import { describe, expect, it } from "vitest";
import { z } from "zod";
import { wellFormedText } from "../../src/http/text.ts";

const messageOf = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

describe("what is said of input that does not fit", () => {
  it.each([
    ["what is missing", z.string(), undefined, "is missing"],
    ["a missing choice", z.enum(["a", "b"]), undefined, "is missing"],
    ["a missing object of several forms", z.union([z.string(), z.number()]), undefined, "is missing"],
    ["the wrong type", z.string(), 4, "must be text"],
    ["an object for a list", z.array(z.string()), {}, "must be a list"],
    ["a fraction for a whole number", z.int(), 1.5, "must be a whole number"],
    ["null", z.boolean(), null, "must be true or false"],
    ["empty text", wellFormedText({ most: 3 }), "", "must not be empty"],
    ["text that is too long", wellFormedText({ most: 3 }), "abcd", "must have at most 3 characters"],
    ["text that is too short", wellFormedText({ least: 2, most: 3 }), "a", "must have at least 2 characters"],
    ["an empty list", z.array(z.string()).min(1), [], "must not be empty"],
    ["a list that is too long", z.array(z.string()).max(1), ["a", "b"], "must have at most 1 item"],
    ["a number that is too small", z.number().min(1), 0, "must be at least 1"],
    ["a number that is not above its bound", z.number().gt(1), 1, "must be more than 1"],
    ["a number that is too large", z.number().max(100), 101, "must be at most 100"],
    ["neither of two words", z.enum(["a", "b"]), "c", "must be a or b"],
    ["none of several words", z.enum(["a", "b", "c"]), "d", "must be one of a, b, c"],
    [
      "a form that no object has",
      z.discriminatedUnion("type", [z.object({ type: z.literal("a") }), z.object({ type: z.literal("b") })]),
      { type: "c" },
      "must be a or b",
    ],
    ["what is no instant", z.iso.datetime(), "tomorrow", "must be an instant such as 2025-08-09T12:00:00Z"],
    [
      "none of several forms",
      z.union([z.string(), z.number()]),
      null,
      "has none of the forms that it can have",
    ],
  ])("says what is wrong with %s", (_, schema, value, message) => {
    expect(messageOf(schema, value)).toBe(message);
  });

  it("leaves a schema the message of its own", () => {
    expect(messageOf(wellFormedText({ most: 3 }), "a\0")).toBe(
      "must not hold NUL characters or lone surrogates",
    );
  });
});
