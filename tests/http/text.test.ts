import { describe, expect, it } from "vitest";
import { dayText, flag, idText, wellFormedText } from "../../src/http/text.ts";

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe("wellFormedText", () => {
  it.each([
    ["ordinary text", "Zoë said “no”", true],
    ["a pair of surrogates", "\u{1F600}", true],
    ["a NUL character", "a\0b", false],
    ["a high surrogate alone", "a\uD83D", false],
    ["a low surrogate alone", "\uDE00a", false],
    ["surrogates in the wrong order", "\uDE00\uD83D", false],
    ["nothing", "", false],
    ["too much", "x".repeat(21), false],
  ])("%s: %j is taken: %s", (_, text, taken) => {
    expect(accepts(wellFormedText({ most: 20 }), text)).toBe(taken);
  });
});

describe("idText", () => {
  it.each([
    ["1", true],
    ["9223372036854775807", true],
    ["9223372036854775808", false],
    ["9999999999999999999", false],
    ["0", false],
    ["-1", false],
    ["01", false],
    ["1.0", false],
    ["1e3", false],
    ["", false],
    ["12345678901234567890", false],
    ["٣", false],
  ])("%s is an id: %s", (text, taken) => {
    expect(accepts(idText, text)).toBe(taken);
  });
});

describe("dayText", () => {
  it.each([
    ["2025-08-08", true],
    ["2024-02-29", true],
    ["2025-02-29", false],
    ["0000-01-01", false],
    ["2025-8-8", false],
    ["2025-08-08T00:00:00Z", false],
    ["Friday", false],
  ])("%s is a day: %s", (text, taken) => {
    expect(accepts(dayText, text)).toBe(taken);
  });

  it("says one thing of what is no day", () => {
    const messages = dayText.safeParse("").error?.issues.map(({ message }) => message);
    expect(messages).toEqual(["must be a date, YYYY-MM-DD"]);
  });
});

describe("flag", () => {
  it("reads false as false", () => {
    expect([flag.parse("true"), flag.parse("false")]).toEqual([true, false]);
  });

  it.each(["", "1", "yes", "TRUE"])("refuses %j", (text) => {
    expect(accepts(flag, text)).toBe(false);
  });
});
