import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveStatus, type StandingInput } from "../../../src/modules/confirmations/status.ts";

type Said = StandingInput["status"];

const confirmations = (...said: Said[]): StandingInput[] =>
  said.map((status, at) => ({ id: BigInt(at + 1), status, supersedesId: null }));

describe("status", () => {
  it.each([
    [[], "unchecked"],
    [["not_confirmed"], "unconfirmed"],
    [["not_confirmed", "not_confirmed"], "unconfirmed"],
    [["confirmed"], "confirmed"],
    [["not_confirmed", "confirmed"], "confirmed"],
    [["denied"], "denied"],
    [["not_confirmed", "denied", "denied"], "denied"],
    [["confirmed", "denied"], "disputed"],
    [["disputed"], "disputed"],
    [["confirmed", "disputed"], "disputed"],
    [["not_confirmed", "disputed"], "disputed"],
    [["retracted"], "retracted"],
    [["confirmed", "denied", "disputed", "not_confirmed", "retracted"], "retracted"],
    [["withdrawn"], "unchecked"],
    [["confirmed", "withdrawn"], "confirmed"],
  ] satisfies [Said[], string][])("of %j is %s", (said, status) => {
    expect(deriveStatus(confirmations(...said))).toBe(status);
  });

  it("does not count what is superseded, and counts what superseded it", () => {
    const [first, second] = confirmations("confirmed", "denied") as [StandingInput, StandingInput];
    expect(deriveStatus([first, { ...second, supersedesId: first.id }])).toBe("denied");
    const [retracted, ...rest] = confirmations("retracted", "confirmed") as [StandingInput, StandingInput];
    expect(deriveStatus([retracted, { ...rest[0], supersedesId: retracted.id }])).toBe("confirmed");
  });

  const anyConfirmations = fc
    .array(
      fc.record({
        status: fc.constantFrom<Said>(
          "confirmed",
          "denied",
          "not_confirmed",
          "disputed",
          "retracted",
          "withdrawn",
        ),
        supersedes: fc.option(fc.nat(10)),
      }),
      { maxLength: 12 },
    )
    .map((list) =>
      list.map(({ status, supersedes }, at): StandingInput => ({
        id: BigInt(at + 1),
        status,
        supersedesId: supersedes !== null && supersedes < at ? BigInt(supersedes + 1) : null,
      })),
    );

  it("is the same in whatever order the confirmations arrive", () => {
    fc.assert(
      fc.property(
        anyConfirmations.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(deriveStatus(shuffled)).toBe(deriveStatus(list));
        },
      ),
    );
  });

  it("is unchecked exactly when nobody's confirmation stands", () => {
    fc.assert(
      fc.property(anyConfirmations, (list) => {
        const superseded = new Set(list.map(({ supersedesId }) => supersedesId));
        const stands = list.some(({ id, status }) => status !== "withdrawn" && !superseded.has(id));
        expect(deriveStatus(list) === "unchecked").toBe(!stands);
      }),
    );
  });
});
