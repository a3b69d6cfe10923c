import { describe, expect, it } from "vitest";
import { resolveDate } from "../../src/extraction/stages/circumstances/when.ts";
import { saidIn } from "./said.ts";

/** A Friday. */
const PUBLISHED = "2025-08-08";

describe("a printed date, counted from the day of publication", () => {
  it.each([
    ["Friday", "2025-08-08", "day"],
    ["Thursday", "2025-08-07", "day"],
    ["Saturday", "2025-08-02", "day"],
    ["last Friday", "2025-08-01", "day"],
    ["last Thursday", "2025-08-07", "day"],
    ["next Friday", "2025-08-15", "day"],
    ["next Monday", "2025-08-11", "day"],
    ["Thursday morning", "2025-08-07", "day"],
    ["today", "2025-08-08", "day"],
    ["yesterday", "2025-08-07", "day"],
    ["tonight", "2025-08-08", "day"],
    ["this morning", "2025-08-08", "day"],
    ["two days ago", "2025-08-06", "day"],
    ["three years ago", "2022", "year"],
    ["Aug. 3", "2025-08-03", "day"],
    ["August 3", "2025-08-03", "day"],
    ["Dec. 30", "2024-12-30", "day"],
    ["Aug. 3, 2019", "2019-08-03", "day"],
    ["last month", "2025-07", "month"],
    ["this month", "2025-08", "month"],
    ["last year", "2024", "year"],
    ["earlier this year", "2025", "year"],
    ["last week", null, null],
    ["two weeks ago", null, null],
  ])("%s is %s", (asPrinted, date, precision) => {
    expect(resolveDate(asPrinted, PUBLISHED)).toEqual({ asPrinted, date, precision });
  });

  it.each([
    ["Friday", null, null],
    ["yesterday", null, null],
    ["Aug. 3", null, null],
    ["Aug. 3, 2019", "2019-08-03", "day"],
  ])("%s is %s when the day of publication is not known", (asPrinted, date, precision) => {
    expect(resolveDate(asPrinted, undefined)).toEqual({ asPrinted, date, precision });
  });

  it("crosses the end of a year and of February", () => {
    expect(resolveDate("Wednesday", "2025-01-02").date).toBe("2025-01-01");
    expect(resolveDate("yesterday", "2025-01-01").date).toBe("2024-12-31");
    expect(resolveDate("yesterday", "2024-03-01").date).toBe("2024-02-29");
  });
});

describe("the day of a statement", () => {
  it.each([
    ["Friday", "Ann Lee said Friday that prices would rise."],
    ["Thursday", '"Prices will rise," Ann Lee said on Thursday.'],
    ["Thursday", "On Thursday, Ann Lee said that prices would rise."],
    ["yesterday", "Ann Lee said yesterday that prices would rise."],
    ["Aug. 3", '"Prices will rise," Ann Lee said on Aug. 3.'],
  ])("is %s in: %s", (asPrinted, text) => {
    expect(saidIn(text, { publishedOn: PUBLISHED })[0]!.statement.saidOn?.asPrinted).toBe(asPrinted);
  });

  it("is not a day of which the statement speaks", () => {
    expect(saidIn("Ann Lee said that prices would rise on Monday.")[0]!.statement.saidOn).toBeNull();
  });

  it("goes on with the speaker in the same paragraph, and ends with it", () => {
    const text =
      'Ann Lee said Friday that prices rose. "They always do," she said.\n\n"We will see," said Bob Ray.';
    const days = saidIn(text, { publishedOn: PUBLISHED }).map(
      ({ statement }) => statement.saidOn?.date ?? null,
    );
    expect(days).toEqual(["2025-08-08", "2025-08-08", null]);
  });
});
