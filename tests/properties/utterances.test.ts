/**
 * Whatever editors do while articles come in: an utterance is one speaker's, what was said word for word is in one, and
 * nobody waits for each other in a circle.
 */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { testApp } from "../support/app.ts";
import { testDatabase } from "../support/database.ts";
import { notingConflicts } from "../support/transactions.ts";

const stored = testDatabase();
const { database, conflicts } = notingConflicts(stored.database);
const api = testApp({ database });
let authorization: string;

const speakers = ["Margaret Oakes", "Peter Quill", "Ida Brandt"];
const sayings = [
  "The ferry to Halden will sail again before the end of the summer",
  "The ferry to Halden will sail again before the end of the summer, whatever the weather",
  "Nobody has asked the fishermen of Halden what they want from this harbour",
];
let articles = 0;
/** Renderings looked at. */
let seen = 0;

/** @returns whether it was done; what is merged already is not merged again, and so on: that is no matter here */
async function send(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  payload?: object,
): Promise<boolean> {
  const { statusCode, body } = await api.app.inject({
    method,
    url: `/v1${path}`,
    headers: { authorization, "if-match": "*" },
    ...(payload && { payload }),
  });
  expect(statusCode, `${method} ${path}: ${body}`).toBeLessThan(500);
  return statusCode < 300;
}

async function print(speaker: number, saying: number, revised: number | null): Promise<boolean> {
  articles += 1;
  const url = `https://example.org/${revised ?? `new-${articles}`}`;
  const text = `"${sayings[saying]!}," ${speakers[speaker]!} said on page ${articles}.`;
  return send("POST", "/documents", { url, text });
}

beforeAll(async () => {
  authorization = await api.authorization("ingest", "curate");
  for (const speaker of speakers.keys()) {
    for (const saying of sayings.keys()) await print(speaker, saying, saying);
  }
});

const at = fc.nat(50);
const speaker = fc.nat(speakers.length - 1);
const move = fc.oneof(
  fc.record({
    do: fc.constant("print" as const),
    speaker,
    saying: fc.nat(sayings.length - 1),
    revised: fc.option(fc.nat(4)),
  }),
  fc.record({ do: fc.constant("correct" as const), at, speaker: fc.option(speaker) }),
  fc.record({ do: fc.constant("review" as const), at, decision: fc.constantFrom("accepted", "rejected") }),
  fc.record({ do: fc.constant("merge" as const), speaker, into: speaker }),
  fc.record({ do: fc.constant("part" as const), speaker }),
  fc.record({ do: fc.constant("rename" as const), speaker, name: fc.constantFrom("Olga Vik", "Jens Aas") }),
  fc.record({ do: fc.constant("date" as const), at, day: fc.constantFrom("2024-03-01", "2024-03-02") }),
  fc.record({ do: fc.constant("add" as const), at, utterance: at }),
  fc.record({ do: fc.constant("separate" as const), at, utterance: at }),
);
type Move = typeof move extends fc.Arbitrary<infer Step> ? Step : never;

/** One of every kind, in threes that do not get in each other's way: all of them are done. */
const ofEveryKind: Move[] = [
  { do: "separate", at: 0, utterance: 0 },
  { do: "review", at: 2, decision: "accepted" },
  { do: "date", at: 3, day: "2024-03-01" },
  { do: "add", at: 0, utterance: 0 },
  { do: "correct", at: 1, speaker: 1 },
  { do: "rename", speaker: 2, name: "Olga Vik" },
  { do: "merge", speaker: 0, into: 1 },
  { do: "print", speaker: 2, saying: 0, revised: null },
  { do: "print", speaker: 2, saying: 1, revised: null },
  { do: "part", speaker: 0 },
];
const done = new Set<Move["do"]>();

async function make(step: Move): Promise<boolean> {
  const ids = async (table: string) =>
    (await stored.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id);
  const [statements, utterances, people, documents] = await Promise.all(
    ["statements", "utterances", "speakers", "documents"].map(ids),
  );
  const one = (list: readonly string[] | undefined, nth: number): string => list![nth % list!.length]!;
  switch (step.do) {
    case "print":
      return print(step.speaker, step.saying, step.revised);
    case "correct":
      return send("POST", `/statements/${one(statements, step.at)}/reviews`, {
        decision: "corrected",
        correction: { speaker: step.speaker === null ? null : { id: one(people, step.speaker) } },
      });
    case "review":
      return send("POST", `/statements/${one(statements, step.at)}/reviews`, {
        decision: step.decision,
        ...(step.decision === "rejected" && { reason: "So we think" }),
      });
    case "merge":
      return send("POST", `/speakers/${one(people, step.speaker)}/merge`, { into: one(people, step.into) });
    case "part":
      return send("POST", `/speakers/${one(people, step.speaker)}/unmerge`, {});
    case "rename":
      return send("PATCH", `/speakers/${one(people, step.speaker)}`, { name: step.name });
    case "date":
      return send("PATCH", `/documents/${one(documents, step.at)}`, {
        published_on: step.day,
        reason: "So it says",
      });
    case "add":
    case "separate":
      break;
  }
  return send(
    step.do === "add" ? "PUT" : "DELETE",
    `/utterances/${one(utterances, step.utterance)}/renderings/${one(statements, step.at)}`,
  );
}

/** Statements that are shown in an utterance, by the speaker that they count as, and those that are in none. */
async function shown(): Promise<{ strangers: string[]; missing: string[] }> {
  const rows = await stored.query<{ id: string; speaker: string; utterance: string | null }>(
    `SELECT s.id, p.canonical_id::text AS speaker, r.utterance_id::text AS utterance
       FROM statements s JOIN speakers p ON p.id = s.speaker_id LEFT JOIN renderings r ON r.statement_id = s.id
      WHERE s.review <> 'rejected' AND s.kind = 'direct'`,
  );
  const speakerOf = new Map(rows.map(({ id, speaker: person }) => [id, person]));
  const strangers: string[] = [];
  const found = new Set<string>();
  for (const utterance of new Set(rows.flatMap((row) => row.utterance ?? []))) {
    const { statusCode, body } = await api.app.inject(`/v1/utterances/${utterance}`);
    if (statusCode === 404) continue;
    const { speaker: owner, renderings } = JSON.parse(body) as {
      speaker: { id: string };
      renderings: { statement_id: string; superseded: boolean }[];
    };
    for (const { statement_id: id } of renderings) {
      if (found.has(id) || speakerOf.get(id) !== owner.id) strangers.push(id);
      found.add(id);
    }
  }
  const superseded = await stored.query<{ id: string }>(
    "SELECT id FROM statements WHERE superseded_at IS NOT NULL",
  );
  const past = new Set(superseded.map(({ id }) => id));
  const missing = rows.map(({ id }) => id).filter((id) => !found.has(id) && !past.has(id));
  seen += found.size;
  return { strangers, missing };
}

it("random moves, three at a time, leave every statement among the renderings of its own speaker's words, and none among another's, and none is tried twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 12 }), async (moves) => {
      for (let from = 0; from < moves.length; from += 3) {
        const batch = moves.slice(from, from + 3);
        const ended = await Promise.all(batch.map(make));
        for (const [index, { do: kind }] of batch.entries()) if (ended[index]) done.add(kind);
      }
      expect(await shown(), JSON.stringify(moves)).toEqual({ strangers: [], missing: [] });
    }),
    { numRuns: 13, examples: [[ofEveryKind]] },
  );
  expect(conflicts).toEqual([]);
  expect(done).toEqual(new Set(ofEveryKind.map((step) => step.do)));
  // There was something to be wrong with.
  expect(seen).toBeGreaterThanOrEqual(speakers.length * sayings.length);
}, 240_000);
