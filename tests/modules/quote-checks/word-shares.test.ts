/** What Postgres has counted of words is read once, kept for a while, and read again. */
import { describe, expect, it } from "vitest";
import { createWordShares } from "../../../src/modules/quote-checks/word-shares.ts";

interface Counted {
  held: number;
  lexemes: string[] | null;
  shares: number[] | null;
}

function counting(answers: (Counted | Error)[]) {
  let now = 0;
  let asked = 0;
  const database = {
    $queryRaw: <Rows>(): Promise<Rows> => {
      const answer = answers[Math.min(asked, answers.length - 1)]!;
      asked += 1;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve([answer] as Rows);
    },
  };
  return {
    wordShares: createWordShares({ database, clock: () => new Date(now) }),
    pass: (seconds: number) => (now += seconds * 1000),
    asked: () => asked,
  };
}

/** As pg_stats has it: behind the shares of the words stand the least and the greatest of them. */
const sample: Counted = { held: 1000, lexemes: ["peopl", "treati"], shares: [0.2, 0.01, 0.01, 0.2] };

describe("shares of words", () => {
  it("are those counted, and of a word that was not counted the most that it can be", async () => {
    const { statements, shareOf } = await counting([sample]).wordShares();
    expect(statements).toBe(1000);
    expect(shareOf("peopl")).toBe(0.2);
    expect(shareOf("eleph")).toBe(0.01);
  });

  it("are nothing where Postgres has not counted yet", async () => {
    const { statements, shareOf } = await counting([{ held: 0, lexemes: null, shares: null }]).wordShares();
    expect([statements, shareOf("peopl")]).toEqual([0, 0]);
  });

  it("are read once by all who ask within a minute, and again after it", async () => {
    const { wordShares, pass, asked } = counting([sample, { ...sample, held: 2000 }]);
    await Promise.all([wordShares(), wordShares()]);
    pass(59);
    expect((await wordShares()).statements).toBe(1000);
    expect(asked()).toBe(1);
    pass(2);
    expect((await wordShares()).statements).toBe(2000);
    expect(asked()).toBe(2);
  });

  it("are asked for again by the next one where reading them failed", async () => {
    const { wordShares } = counting([new Error("gone"), sample]);
    await expect(wordShares()).rejects.toThrow("gone");
    expect((await wordShares()).statements).toBe(1000);
  });
});
