/** Whatever editors do, in whatever order: what the service answered at an instant is what it answers as of it. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../support/app.ts";
import { seededDatabase } from "../support/database.ts";

const stored = seededDatabase();
const api = testApp(stored);
let desk: string;
beforeAll(async () => {
  desk = await api.authorization("curate", "confirm");
});

/** `at` chooses one of what there is, wherever there is something to choose from. */
const at = fc.nat(20);
const move = fc.oneof(
  fc.record({ do: fc.constant("review" as const), at, decision: fc.constantFrom("accepted", "rejected") }),
  fc.record({
    do: fc.constant("correct" as const),
    at,
    by: at,
    stance: fc.constantFrom("asserts", "denies", "questions"),
  }),
  fc.record({
    do: fc.constant("confirm" as const),
    at,
    status: fc.constantFrom("confirmed", "denied", "not_confirmed", "retracted"),
  }),
  fc.record({ do: fc.constant("withdraw" as const), at }),
  fc.record({ do: fc.constant("merge" as const), what: fc.constantFrom("claims", "speakers"), at, by: at }),
  fc.record({ do: fc.constant("split" as const), what: fc.constantFrom("claims", "speakers"), at }),
  fc.record({ do: fc.constant("render" as const), at, by: at }),
  fc.record({ do: fc.constant("separate" as const), at, by: at }),
  fc.record({ do: fc.constant("rename" as const), at, name: fc.constantFrom("Ann Lee", "A. Lee", "Lee") }),
  fc.record({ do: fc.constant("alias" as const), at, names: fc.subarray(["the mayor", "Mayor Lee"]) }),
);
type Move = typeof move extends fc.Arbitrary<infer Step> ? Step : never;

const asked = [
  "/claims?limit=50",
  "/statements?limit=50",
  "/statements?q=drug%20cartels&limit=50",
  "/statements?status=unconfirmed,confirmed,denied&facets=speaker,stance",
  "/speakers?sort=-statement_count&limit=50",
  "/speakers?q=Lee",
  "/confirmations?superseded=false&limit=50",
  "/documents",
  "/sources",
];

interface Item {
  readonly id: string;
}
type Ids = Readonly<
  Record<"claims" | "statements" | "speakers" | "confirmations" | "utterances", readonly string[]>
>;

async function read(path: string): Promise<unknown> {
  const { statusCode, body } = await api.app.inject(`/v1${path}`);
  // An utterance without renderings is none, until it has some again.
  expect(path.startsWith("/utterances") ? [200, 404] : [200], path).toContain(statusCode);
  // Which page comes next is told by a cursor that knows as of when it was asked for.
  return [
    statusCode,
    JSON.parse(
      body
        .replace(/"next_cursor":"[^"]*"/, '"next_cursor":""')
        .replace(/"request_id":"[^"]*"/, '"request_id":""')
        .replace(/ That is as of .*Z\./, ""),
    ),
  ];
}

const idsIn = async (list: Exclude<keyof Ids, "utterances">): Promise<string[]> => {
  const [, body] = (await read(`/${list}?limit=50`)) as [number, { data: Item[] }];
  return body.data.map(({ id }) => id).toSorted();
};

/** A move may be refused (what is merged already is not merged again): that is no change, and no matter here. */
async function make(step: Move, ids: Ids): Promise<void> {
  const one = (list: readonly string[], nth: number): string => list[nth % list.length]!;
  const send = async (method: "POST" | "PUT" | "PATCH" | "DELETE", url: string, payload?: object) => {
    const headers = { authorization: desk, "if-match": "*" };
    const { statusCode } = await api.app.inject({
      method,
      url: `/v1${url}`,
      headers,
      ...(payload && { payload }),
    });
    expect(statusCode).toBeLessThan(500);
    return statusCode;
  };
  switch (step.do) {
    case "review":
      await send("POST", `/statements/${one(ids.statements, step.at)}/reviews`, {
        decision: step.decision,
        ...(step.decision === "rejected" && { reason: "So we think" }),
      });
      return;
    case "correct":
      await send("POST", `/statements/${one(ids.statements, step.at)}/reviews`, {
        decision: "corrected",
        correction: { stance: step.stance, speaker: { id: one(ids.speakers, step.by) } },
      });
      return;
    case "confirm":
      await send("POST", "/confirmations", {
        about: { type: "claim", id: one(ids.claims, step.at) },
        status: step.status,
        party: { type: "newsroom" },
        evidence: { type: "url", url: "https://example.org", quotation: "So it is." },
      });
      return;
    case "withdraw":
      await send("POST", `/confirmations/${one(ids.confirmations, step.at)}/withdrawal`, {
        note: "Mistaken",
      });
      return;
    case "merge":
      await send("POST", `/${step.what}/${one(ids[step.what], step.at)}/merge`, {
        into: one(ids[step.what], step.by),
      });
      return;
    case "split":
      await send(
        "POST",
        `/${step.what}/${one(ids[step.what], step.at)}/${step.what === "claims" ? "split" : "unmerge"}`,
        {},
      );
      return;
    case "render":
    case "separate":
      await send(
        step.do === "render" ? "PUT" : "DELETE",
        `/utterances/${one(ids.utterances, step.at)}/renderings/${one(ids.statements, step.by)}`,
      );
      return;
    case "rename":
      await send("PATCH", `/speakers/${one(ids.speakers, step.at)}`, { name: step.name });
      return;
    case "alias":
      await send("PATCH", `/speakers/${one(ids.speakers, step.at)}`, { aliases: step.names });
  }
}

/** An instant with a little time around it, in which nothing is recorded. */
async function instant(): Promise<string> {
  await stored.database.$executeRaw`SELECT pg_sleep(0.003)`;
  const [row] = await stored.database.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  await stored.database.$executeRaw`SELECT pg_sleep(0.003)`;
  return row!.at.toISOString();
}

describe("random sequences of reviews, corrections, confirmations, regrouped renderings, merges and new names", () => {
  it("leave every instant as it was: as_of answers what was answered then", async () => {
    const [claims, statements, speakers, confirmations] = await Promise.all([
      idsIn("claims"),
      idsIn("statements"),
      idsIn("speakers"),
      idsIn("confirmations"),
    ]);
    const utterances = (
      await stored.query<{ id: string }>("SELECT id::text FROM utterances ORDER BY utterances.id")
    ).map(({ id }) => id);
    const ids = { claims, statements, speakers, confirmations, utterances };
    // One of every kind, each of which changes an answer: whether random ones do, or are refused, is chance.
    const [rendering] = await stored.query<{ utterance: string; statement: string }>(
      "SELECT utterance_id::text AS utterance, statement_id::text AS statement FROM renderings ORDER BY statement_id",
    );
    const rendered = {
      at: utterances.indexOf(rendering!.utterance),
      by: statements.indexOf(rendering!.statement),
    };
    const ofEveryKind: Move[] = [
      { do: "separate", ...rendered },
      { do: "render", ...rendered },
      { do: "review", at: 0, decision: "accepted" },
      { do: "correct", at: 1, by: 1, stance: "questions" },
      { do: "confirm", at: 0, status: "denied" },
      { do: "withdraw", at: 0 },
      { do: "merge", what: "claims", at: 0, by: 1 },
      { do: "split", what: "claims", at: 0 },
      { do: "merge", what: "speakers", at: 0, by: 1 },
      { do: "split", what: "speakers", at: 0 },
      { do: "rename", at: 2, name: "Ann Lee" },
      { do: "alias", at: 2, names: ["Mayor Lee"] },
    ];
    const paths = [
      ...utterances.map((id) => `/utterances/${id}`),
      ...asked,
      ...claims.map((id) => `/claims/${id}`),
      ...speakers.slice(0, 4).map((id) => `/speakers/${id}`),
    ];
    const changing: Move[][] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 6 }), async (moves) => {
        const page = async () => ({ at: await instant(), answers: await Promise.all(paths.map(read)) });
        const diary = [await page()];
        for (const step of moves) {
          await make(step, ids);
          diary.push(await page());
        }
        for (const { at: then, answers } of diary) {
          const past = await Promise.all(
            paths.map((path) => read(`${path}${path.includes("?") ? "&" : "?"}as_of=${then}`)),
          );
          paths.forEach((path, index) => {
            expect(past[index], `${path} as of ${then}, after ${JSON.stringify(moves)}`).toEqual(
              answers[index],
            );
          });
        }
        const told = diary.map(({ answers }) => JSON.stringify(answers));
        changing.push(moves.filter((_, index) => told[index + 1] !== told[index]));
      }),
      { numRuns: 9, examples: [[ofEveryKind]] },
    );
    expect(changing[0]).toEqual(ofEveryKind);
  }, 120_000);
});
