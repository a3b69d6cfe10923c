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

describe("a day in the words around a statement", () => {
  it.each([
    ["3 November 2026", "2026-11-03", "Ann Lee said on 3 November 2026 that prices would rise."],
    ["3 November", "2026-11-03", "On 3 November, Ann Lee said that prices would rise."],
    ["3rd of November", "2026-11-03", '"Prices will rise," Ann Lee said on the 3rd of November.'],
    ["Monday", "2026-11-16", "Speaking on the Today programme on Monday, Ann Lee said prices would rise."],
    ["Thursday", "2026-11-12", "Ann Lee said at Thursday's hearing that prices would rise."],
    ["Friday", "2026-11-13", "Ann Lee, who spoke to reporters on Friday, said prices would rise."],
    ["Friday", "2026-11-13", 'Ann Lee spoke on Friday. "Prices will rise," she said.'],
    ["Friday", "2026-11-13", 'Ann Lee issued a statement on Friday. "Prices will rise," she said.'],
    ["Sunday", "2026-11-15", 'Ann Lee appeared on CNN on Sunday. "Prices will rise," she said.'],
  ])("is that of the statement (%s, %s) in: %s", (asPrinted, date, text) => {
    expect(saidIn(text, { publishedOn: "2026-11-16" })[0]!.statement.saidOn).toMatchObject({
      asPrinted,
      date,
    });
  });

  it.each([
    ["to which something lasts", 'Judge Ann Lee adjourned until Thursday. She told jurors: "It is late."'],
    ["by which something is to be done", 'Ann Lee will cut jobs by Dec. 31. "We go on," Lee said.'],
    ["of what the speaker does", "Ann Lee, who takes office on Monday, said prices would rise."],
    ["after publication", "In an interview to be aired tomorrow, Ann Lee said prices would rise."],
    ["of another deed", 'Ann Lee was dismissed on Monday. "I am sad," Lee said.'],
    ["of a speech to come", 'Ann Lee will speak on Friday. "Prices will rise," she said.'],
    ["of something to come", "Ahead of Thursday's vote, Ann Lee said prices would rise."],
    ["in the name of a programme", "Speaking on the Today programme, Ann Lee said prices would rise."],
    ["in the name of a newspaper", "Writing in the Sunday Times, Ann Lee said prices would rise."],
    ["in the name of who is told", "Ann Lee told USA Today that prices would rise."],
    [
      "of which an earlier sentence speaks",
      'Bob Ray said Ann Lee would resign on Friday. "I stay," Ann Lee said.',
    ],
  ])("is not that of the statement where it is one %s", (_, text) => {
    const days = saidIn(text, { publishedOn: "2026-11-16" }).map(({ statement }) => statement.saidOn);
    expect(days.length).toBeGreaterThan(0);
    expect(new Set(days)).toEqual(new Set([null]));
  });

  it("belongs to who reports, or to who is reported, as it stands", () => {
    const daysOf = (text: string) =>
      saidIn(text, { publishedOn: "2026-11-16" }).map(({ who, statement }) => [
        who,
        statement.saidOn?.asPrinted,
      ]);
    expect(daysOf("The minister said the plan was dead, Reuters reported on Monday.")).toEqual([
      ["Reuters", "Monday"],
      ["minister", undefined],
    ]);
    expect(daysOf("The minister said on Friday that the plan was dead, Reuters reported.")).toEqual([
      ["Reuters", undefined],
      ["minister", "Friday"],
    ]);
  });
});
