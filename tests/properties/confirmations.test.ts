import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { databaseAsOf } from "../../src/database/past.ts";
import { versionDemand } from "../../src/http/preconditions.ts";
import { createClaimEditing } from "../../src/modules/claims/editing.ts";
import { createConfirmationService } from "../../src/modules/confirmations/service.ts";
import { deriveStatus, type StandingInput } from "../../src/modules/confirmations/status.ts";
import { testDatabase } from "../support/database.ts";
import { rowsIn } from "../support/rows.ts";
import { ClaimModel, statusOf, type Said } from "./claim-model.ts";

const said = fc.constantFrom<Said>("confirmed", "denied", "not_confirmed", "disputed", "retracted");

/** `at` chooses one of what stands, wherever there is something to choose from. */
type Step =
  | { readonly do: "say"; readonly status: Said }
  | { readonly do: "supersede"; readonly at: number; readonly status: Said }
  | { readonly do: "withdraw"; readonly at: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("say" as const), status: said }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("supersede" as const), at: fc.nat(20), status: said }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("withdraw" as const), at: fc.nat(20) }) },
);

describe("10,000 random sequences of confirmations", () => {
  it("add up to what the model says, after every step and of every earlier moment", () => {
    let sequences = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 15 }), (steps) => {
        sequences += 1;
        const model = new ClaimModel();
        const log: StandingInput[] = [];
        const known = [model.status];
        for (const { do: what, ...choice } of steps) {
          const { standing } = model;
          const index =
            what === "say" ? undefined : standing[("at" in choice ? choice.at : 0) % standing.length];
          const status = "status" in choice ? choice.status : "withdrawn";
          if (what === "say") model.say(status);
          else if (index === undefined || (what === "withdraw" && model.isWithdrawal(index))) continue;
          else model.replace(index, status);
          const supersedesId = index === undefined ? null : log[index]!.id;
          log.push({ id: BigInt(log.length + 1), status, supersedesId });
          known.push(model.status);
        }
        // Replaying the log up to any moment gives what was known at that moment.
        known.forEach((status, moment) => {
          expect(deriveStatus(log.slice(0, moment))).toBe(status);
        });
        expect(deriveStatus(log.toReversed())).toBe(model.status);
      }),
      { numRuns: 10_000 },
    );
    expect(sequences).toBe(10_000);
  });
});

describe("random sequences of confirmations, merges and splits through the services", () => {
  const stored = testDatabase();
  const rows = rowsIn(stored.database);
  const surroundings = { database: stored.database, clock: () => new Date() };
  const confirmations = createConfirmationService(surroundings);
  const editing = createClaimEditing(surroundings);
  const anyVersion = versionDemand({ headers: { "if-match": "*" } } as Parameters<typeof versionDemand>[0]);

  const move = fc.oneof(
    { weight: 4, arbitrary: fc.record({ step, claim: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.constant("merge" as const) },
    { weight: 1, arbitrary: fc.constant("split" as const) },
  );

  it("keep the status of two claims, merged or not, as the model says; and the past as it was", async () => {
    const caller = await stored.database.apiKey.create({
      data: { name: "model", prefix: "otr_x", hash: "0".repeat(64), scopes: ["confirm"] },
    });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 12 }), async (moves) => {
        const ids = [await rows.claim("one"), await rows.claim("another")] as const;
        const models = [new ClaimModel(), new ClaimModel()] as const;
        const recorded: [string[], string[]] = [[], []];
        const diary: { at: string; expected: string[] }[] = [];
        let merged = false;

        const confirm = async (which: 0 | 1, status: Said, supersedes?: string) => {
          const { id } = await confirmations.create(
            {
              about: { type: "claim", id: String(ids[which]) },
              status,
              party: { type: "newsroom" },
              evidence: { type: "url", url: "https://example.org", quotation: "So it is." },
              ...(supersedes !== undefined && { supersedes }),
            },
            caller,
          );
          recorded[which].push(id);
        };

        for (const next of moves) {
          if (next === "merge") {
            if (!merged) await editing.merge(String(ids[1]), String(ids[0]), anyVersion, caller);
            merged = true;
          } else if (next === "split") {
            if (merged) await editing.split(String(ids[1]), anyVersion, caller);
            merged = false;
          } else {
            const which = next.claim as 0 | 1;
            const [model, mine] = [models[which], recorded[which]];
            const { step: chosen } = next;
            const index =
              chosen.do === "say"
                ? undefined
                : model.standing[chosen.at % Math.max(model.standing.length, 1)];
            if (chosen.do === "say") {
              await confirm(which, chosen.status);
              model.say(chosen.status);
            } else if (index === undefined || (chosen.do === "withdraw" && model.isWithdrawal(index))) {
              continue;
            } else if (chosen.do === "supersede") {
              await confirm(which, chosen.status, mine[index]);
              model.replace(index, chosen.status);
            } else {
              mine.push((await confirmations.withdraw(mine[index]!, "mistaken", caller)).id);
              model.replace(index, "withdrawn");
            }
          }
          const together = statusOf([...models[0].words, ...models[1].words]);
          const expected = merged ? [together, together] : models.map(({ status }) => status);
          const [now] = await stored.database.$queryRaw<{ at: string; statuses: string[] }[]>`
            SELECT clock_timestamp()::text AS at, array_agg(status::text ORDER BY id) AS statuses
              FROM claims, pg_sleep(0.002) WHERE id = ANY(${ids}::bigint[])`;
          expect(now!.statuses).toEqual(expected);
          diary.push({ at: now!.at, expected });
        }
        for (const { at, expected } of diary) {
          const [then] = await databaseAsOf(stored.database, new Date(at)).$queryRaw<
            { statuses: string[] }[]
          >`
            SELECT array_agg(status::text ORDER BY id) AS statuses FROM claims WHERE id = ANY(${ids}::bigint[])`;
          expect(then!.statuses).toEqual(expected);
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
