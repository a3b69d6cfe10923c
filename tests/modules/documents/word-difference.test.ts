import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textDifference } from "../../../src/modules/documents/word-difference.ts";

const changes = (from: string, to: string): string[] =>
  textDifference(from, to)
    .differences.filter(({ kind }) => kind !== "kept")
    .map((one) => `${one.kind} ${one.from.exact.trim()} > ${one.to.exact.trim()}`);

describe("the difference of two texts", () => {
  it.each([
    ["The bridge is closed.", "The bridge is open.", ["replaced closed > open"]],
    ["She said no.", "She said no again.", ["added  > again"]],
    ["She never said no.", "She said no.", ["removed never > "]],
    ["“No,” she said.", "“No!” she said.", ["replaced , > !"]],
    ["one two", "one\n\ntwo", []],
    ["a b c d", "a x c y", ["replaced b > x", "replaced d > y"]],
  ])("%s > %s", (from, to, expected) => {
    expect(changes(from, to)).toEqual(expected);
  });

  const word = fc.constantFrom("the", "bridge", "🎉", "é", "is", "closed", ".", "\n\n", "  ");
  const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(" "));

  function holds(from: string, to: string): void {
    const { differences } = textDifference(from, to);
    for (const [side, whole] of [
      ["from", from],
      ["to", to],
    ] as const) {
      const points = Array.from(whole);
      let end = 0;
      for (const { [side]: run } of differences) {
        expect(run.start).toBe(end);
        expect(points.slice(run.start, run.end).join("")).toBe(run.exact);
        end = run.end;
      }
      // White space before the first word of a text without words is nobody's.
      if (/\S/.test(whole)) expect(end).toBe(points.length);
    }
  }

  it("covers both texts from end to end, in code points", () => {
    fc.assert(fc.property(text, text, holds));
  });

  it("compares lines, and then whole texts, where too much differs to compare words", () => {
    const words = (count: number, stem: string, between: string): string =>
      Array.from({ length: count }, (_, at) => `${stem}${at}`).join(between);
    const lines = [
      `Same start.\n${words(1500, "a", " ")}\nSame end.`,
      `Same start.\n${words(1500, "b", " ")}\nSame end.`,
    ];
    const lined = textDifference(lines[0]!, lines[1]!);
    expect(lined.granularity).toBe("line");
    expect(lined.differences.map(({ kind }) => kind)).toEqual(["kept", "replaced", "kept"]);
    const whole = [`🎉 Same ${words(1500, "a", "\n")} end.`, `🎉 Same ${words(1500, "b", "\n")} end.`];
    const all = textDifference(whole[0]!, whole[1]!);
    expect(all.granularity).toBe("text");
    expect(all.differences.map(({ kind }) => kind)).toEqual(["kept", "replaced", "kept"]);
    holds(lines[0]!, lines[1]!);
    holds(whole[0]!, whole[1]!);
  });
});
