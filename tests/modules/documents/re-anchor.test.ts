import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reAnchor, type FoundStatement } from "../../../src/modules/documents/re-anchor.ts";

/** Statements written as `speaker: words`, each a hundred code points after the one before. */
const revision = (first: number, ...lines: string[]): FoundStatement[] =>
  lines.map((line, at) => {
    const [speaker, text] = line.split(": ") as [string, string];
    return {
      id: BigInt(first + at),
      speakerId: speaker === "?" ? null : BigInt(speaker),
      text,
      start: at * 100,
    };
  });

const fates = (earlier: FoundStatement[], later: FoundStatement[]): string[] =>
  reAnchor(earlier, later).map(
    ({ statementId, outcome, continuedById }) => `${statementId} ${outcome} ${continuedById}`,
  );

const bridge = "the bridge will stay closed until the council finds the money";

describe("what becomes of a statement in the next revision", () => {
  it.each([
    ["the same words at the same place", [`7: ${bridge}`], [`7: ${bridge}`], ["1 exact 11"]],
    ["other punctuation and case", ["7: “Never,” he said"], ["7: 'never' he said!"], ["1 exact 11"]],
    ["the same words of nobody known", [`?: ${bridge}`], [`?: ${bridge}`], ["1 exact 11"]],
    ["the same words elsewhere", [`7: ${bridge}`], ["7: no", `7: ${bridge}`], ["1 moved 12"]],
    ["one word changed", [`7: ${bridge}`], [`7: ${bridge.replace("closed", "open")}`], ["1 altered 11"]],
    ["nearly the same words of nobody known", [`?: ${bridge}`], [`?: ${bridge} now`], ["1 altered 11"]],
    ["the same words of somebody else", [`7: ${bridge}`], [`8: ${bridge}`], ["1 gone null"]],
    ["other words of the same speaker", [`7: ${bridge}`], ["7: taxes must rise again"], ["1 gone null"]],
    ["nothing at all", [`7: ${bridge}`], [], ["1 gone null"]],
  ])("%s", (_, earlier, later, expected) => {
    expect(fates(revision(1, ...earlier), revision(11, ...later))).toEqual(expected);
  });

  it("lets the one that stayed in its place stay, where the same was said twice", () => {
    const earlier = revision(1, "7: no", "8: yes", "7: no");
    const later = revision(11, "9: who knows", "8: yes", "7: no");
    expect(fates(earlier, later)).toEqual(["1 gone null", "2 exact 12", "3 exact 13"]);
  });

  it("takes the likest for the altered one", () => {
    const later = revision(11, `7: ${bridge} and more besides`, `7: ${bridge} soon`);
    expect(fates(revision(1, `7: ${bridge}`), later)).toEqual(["1 altered 12"]);
  });

  it("gives every earlier statement one fate and every later one to one earlier at most", () => {
    const someLines = fc.array(
      fc.tuple(fc.constantFrom("7", "8", "?"), fc.constantFrom("no", "yes", bridge, `${bridge} now`)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(someLines, someLines, (earlier, later) => {
        const [old, fresh] = [earlier, later].map((lines, at) =>
          revision(at * 1000 + 1, ...lines.map((line) => line.join(": "))),
        ) as [FoundStatement[], FoundStatement[]];
        const found = reAnchor(old, fresh);
        expect(found.map(({ statementId }) => statementId)).toEqual(old.map(({ id }) => id));
        const heirs = found.flatMap(({ continuedById }) => continuedById ?? []);
        expect(new Set(heirs).size).toBe(heirs.length);
        for (const { outcome, continuedById } of found)
          expect(continuedById === null).toBe(outcome === "gone");
      }),
    );
  });
});
