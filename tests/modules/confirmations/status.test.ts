import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveStatus, type StandingInput } from "../../../src/modules/confirmations/status.ts";

type Said = StandingInput["status"];

const confirmations = (...said: Said[]): StandingInput[] =>
  said.map((status, at) => ({ id: BigInt(at + 1), status, partyId: BigInt(100 + at), supersedesId: null }));

const valueOf = (...said: Said[]) => deriveStatus(confirmations(...said)).value;

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
    expect(valueOf(...said)).toBe(status);
  });

  it("names the parties whose confirmations make it what it is, and no others", () => {
    const { value, parties } = deriveStatus(confirmations("not_confirmed", "confirmed", "denied"));
    expect(value).toBe("disputed");
    expect(parties.map(({ partyId }) => partyId)).toEqual([101n, 102n]);
    expect(deriveStatus(confirmations("not_confirmed", "denied")).parties.map(({ id }) => id)).toEqual([2n]);
    expect(deriveStatus(confirmations("not_confirmed")).parties.map(({ id }) => id)).toEqual([1n]);
  });

  it("does not count what is superseded, and counts what superseded it", () => {
    const [first, second] = confirmations("confirmed", "denied") as [StandingInput, StandingInput];
    expect(deriveStatus([first, { ...second, supersedesId: first.id }]).value).toBe("denied");
    const [retracted, ...rest] = confirmations("retracted", "confirmed") as [StandingInput, StandingInput];
    expect(deriveStatus([retracted, { ...rest[0], supersedesId: retracted.id }]).value).toBe("confirmed");
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
        partyId: null,
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
          expect(deriveStatus(shuffled)).toEqual(deriveStatus(list));
        },
      ),
    );
  });

  it("is unchecked exactly when nobody's confirmation stands, and then names no party", () => {
    fc.assert(
      fc.property(anyConfirmations, (list) => {
        const { value, parties } = deriveStatus(list);
        const superseded = new Set(list.map(({ supersedesId }) => supersedesId));
        const stands = list.some(({ id, status }) => status !== "withdrawn" && !superseded.has(id));
        expect(value === "unchecked").toBe(!stands);
        expect(parties.length > 0).toBe(stands);
      }),
    );
  });
});
