import { describe, expect, it } from "vitest";
import { z } from "zod";
import { choicesOf, severalOf } from "../../src/http/choices.ts";

describe("a parameter of several words", () => {
  const kinds = choicesOf(["direct", "mixed"]);

  it.each([
    ["direct", ["direct"]],
    ["direct,mixed", ["direct", "mixed"]],
    [
      ["direct", "mixed"],
      ["direct", "mixed"],
    ],
    [["direct,mixed"], ["direct", "mixed"]],
  ])("reads %j", (given, expected) => {
    expect(kinds.parse(given)).toEqual(expected);
  });

  it.each(["", "direct,", "indirect", "Direct", "direct;mixed", Array.from({ length: 51 }, () => "direct")])(
    "refuses %j",
    (given) => {
      expect(kinds.safeParse(given).success).toBe(false);
    },
  );
});

describe("a parameter of several texts", () => {
  const names = severalOf(z.string().min(1));

  it("takes each as it is, commas and all", () => {
    expect(names.parse("Lee, Ann")).toEqual(["Lee, Ann"]);
    expect(names.parse(["Lee, Ann", "Bo"])).toEqual(["Lee, Ann", "Bo"]);
  });

  it("refuses an empty one, and more than twenty", () => {
    expect(names.safeParse(["Ann", ""]).success).toBe(false);
    expect(names.safeParse(Array.from({ length: 21 }, String)).success).toBe(false);
  });
});
