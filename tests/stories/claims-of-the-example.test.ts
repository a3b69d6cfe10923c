/**
 * The two claims of the example article through their whole life, step by step: extracted, reviewed, confirmed by one
 * party, denied by another, retracted. After every step the claim answers what it should; and at the end the past is
 * asked what was known before and after each of them.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseAsOf } from "../../src/database/past.ts";
import { deriveStatus } from "../../src/modules/confirmations/status.ts";
import { testApp } from "../support/app.ts";
import { seededDatabase } from "../support/database.ts";

const stored = seededDatabase();
const api = testApp(stored);
let desk: string;

interface Status {
  value: string;
  parties: {
    confirmation_id: string;
    party: { id: string; name: string } | null;
    evidence: { quotation: string };
  }[];
}
interface Claim {
  id: string;
  text: string;
  status: Status;
  status_history: { status: string }[];
  story: { stance: string; speakers: { speaker: { name: string } | null; statements: { id: string }[] }[] }[];
}
interface Statement {
  id: string;
  speaker: { id: string; name: string };
  status: Status;
  review: string;
}

const get = async (path: string): Promise<{ body: unknown; etag: string }> => {
  const answer = await api.request.get(`/v1${path}`);
  expect(answer.status, path).toBe(200);
  return { body: answer.body as unknown, etag: String(answer.headers["etag"]) };
};

const readClaim = async (id: string) => (await get(`/claims/${id}`)).body as Claim;
const listClaims = async (query = "") => ((await get(`/claims${query}`)).body as { data: Claim[] }).data;
const listStatements = async (query: string) =>
  ((await get(`/statements${query}`)).body as { data: Statement[] }).data;

async function post(path: string, body: object, etag = "*"): Promise<{ id: string }> {
  const answer = await api.request
    .post(`/v1${path}`)
    .set({ authorization: desk, "if-match": etag })
    .send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: string };
}

const claimAbout = async (words: string): Promise<Claim> => {
  return (await listClaims()).find(({ text }) => text.includes(words))!;
};

/** The status in one line: "denied by Claudia Sheinbaum". */
const told = ({ value, parties }: Status): string =>
  [value, parties.map(({ party }) => party?.name ?? "the newsroom").join(" and ")]
    .filter(Boolean)
    .join(" by ");

const confirm = (claim: Claim, status: string, party: string | null, more: object = {}) =>
  post("/confirmations", {
    about: { type: "claim", id: claim.id },
    status,
    party: party === null ? { type: "newsroom" } : { type: "speaker", id: party },
    evidence: { type: "url", url: "https://example.org/briefing", quotation: "As was said at the briefing." },
    ...more,
  });

const review = async (statement: string, body: object) =>
  post(`/statements/${statement}/reviews`, body, (await get(`/statements/${statement}`)).etag);

/** What was known of the claim, and when: told by the service at the time. */
const diary: { claim: string; at: string; status: string; story: Claim; statements: Statement[] }[] = [];

/** Reads the claim as any reader does, by its own address and by its statements', and notes the instant. */
async function standing({ id }: Claim): Promise<string> {
  const claim = await readClaim(id);
  const statements = await listStatements(`?claim=${id}`);
  for (const statement of statements) expect(told(statement.status)).toBe(told(claim.status));
  const [clock] = await stored.query<{ at: string }>("SELECT clock_timestamp()::text AS at");
  diary.push({ claim: id, at: clock!.at, status: claim.status.value, story: claim, statements });
  await stored.query("SELECT pg_sleep(0.002)");
  return told(claim.status);
}

beforeAll(async () => {
  desk = await api.authorization("curate", "confirm");
});

describe("the claim of the secret directive", () => {
  let claim: Claim;
  let pentagon: string;

  it("is unconfirmed by the White House when the article has been read, with the sentence as evidence", async () => {
    claim = await claimAbout("secretly signed a directive");
    expect(await standing(claim)).toBe("unconfirmed by White House");
    expect(claim.status.parties[0]!.evidence.quotation).toBe(
      "The White House has not confirmed the existence of the directive.",
    );
  });

  it("was asserted by anonymous sources, before anybody was asked to confirm it", async () => {
    const { story } = await readClaim(claim.id);
    expect(
      story.map(({ stance, speakers }) => [stance, speakers.map(({ speaker }) => speaker?.name)]),
    ).toEqual([
      ["asserts", ["sources"]],
      ["has_not_confirmed", ["White House"]],
    ]);
  });

  it("stays as it is when an editor accepts what the engine has read", async () => {
    for (const { id } of await listStatements(`?claim=${claim.id}`))
      await review(id, { decision: "accepted" });
    expect(await standing(claim)).toBe("unconfirmed by White House");
  });

  it("is confirmed once the White House has confirmed it, which supersedes that it had not", async () => {
    const { parties } = (await readClaim(claim.id)).status;
    const [{ confirmation_id, party }] = parties as [Status["parties"][number]];
    await confirm(claim, "confirmed", party!.id, {
      supersedes: confirmation_id,
      effective_at: "2025-08-09T15:00:00Z",
    });
    expect(await standing(claim)).toBe("confirmed by White House");
  });

  it("is disputed when another party denies it", async () => {
    pentagon = (await post("/speakers", { name: "Pentagon", type: "organization" })).id;
    await confirm(claim, "denied", pentagon);
    expect(await standing(claim)).toBe("disputed by White House and Pentagon");
    const denied = await listClaims(`?status=disputed&denied_by=${pentagon}&confirmed_by=White House`);
    expect(denied.map(({ id }) => id)).toEqual([claim.id]);
  });

  it("is retracted when the paper takes the report back, whatever the others say", async () => {
    const [report] = await listStatements("?q=alleged directive&limit=1");
    await confirm(claim, "retracted", report!.speaker.id);
    await confirm(claim, "confirmed", pentagon);
    expect(await standing(claim)).toBe("retracted by The New York Times");
  });

  it("tells its whole history", async () => {
    const { status_history: history } = await readClaim(claim.id);
    expect(history.map(({ status }) => status)).toEqual([
      "unconfirmed",
      "confirmed",
      "disputed",
      "retracted",
    ]);
  });
});

describe("the claim that military force was authorised", () => {
  let claim: Claim;
  let denial: Statement;
  let mistaken: { id: string };

  it("is denied by the president of Mexico when the article has been read", async () => {
    claim = await claimAbout("authorized the Pentagon");
    expect(await standing(claim)).toBe("denied by Claudia Sheinbaum");
    [denial] = (await listStatements(`?claim=${claim.id}&stance=denies`)) as [Statement];
  });

  it("is denied by somebody else once an editor corrects who said so, for every reader", async () => {
    await review(denial.id, {
      decision: "corrected",
      correction: { speaker: { name: "Mexico", type: "organization" } },
    });
    expect(await standing(claim)).toBe("denied by Mexico");
  });

  it("is hers again when the correction is corrected", async () => {
    await review(denial.id, { decision: "corrected", correction: { speaker: { id: denial.speaker.id } } });
    expect(await standing(claim)).toBe("denied by Claudia Sheinbaum");
    const body = (await get(`/statements/${denial.id}/reviews`)).body as {
      data: { decision: string }[];
      extracted: Statement;
    };
    expect(body.data.map(({ decision }) => decision)).toEqual(["corrected", "corrected"]);
    expect(body.extracted.review).toBe("extracted");
  });

  it("is disputed when a party confirms it", async () => {
    const { body } = await get("/speakers?q=Pentagon&limit=1");
    mistaken = await confirm(claim, "confirmed", (body as { data: { id: string }[] }).data[0]!.id);
    expect(await standing(claim)).toBe("disputed by Claudia Sheinbaum and Pentagon");
  });

  it("is denied again when that turns out to have been recorded by mistake", async () => {
    await post(`/confirmations/${mistaken.id}/withdrawal`, { note: "That was about another order." });
    expect(await standing(claim)).toBe("denied by Claudia Sheinbaum");
  });

  it("is denied by nobody while the statement counts as none", async () => {
    await review(denial.id, { decision: "rejected", reason: "To be checked with the recording." });
    expect(await standing(claim)).toBe("unchecked");
    await review(denial.id, { decision: "accepted" });
    expect(await standing(claim)).toBe("denied by Claudia Sheinbaum");
  });

  it("is retracted by the newsroom", async () => {
    await confirm(claim, "retracted", null);
    expect(await standing(claim)).toBe("retracted by the newsroom");
  });
});

describe("the past of both", () => {
  it("is what the service said then, as the database remembers it", async () => {
    for (const { claim, at, status } of diary) {
      const past = databaseAsOf(stored.database, new Date(at));
      const then = await past.$queryRaw`SELECT status::text FROM claims WHERE id = ${claim}::text::bigint`;
      expect(then, `claim ${claim} at ${at}`).toEqual([{ status }]);
    }
  });

  it("is what every reader was told then, before and after each step", async () => {
    for (const { claim, at, story, statements } of diary) {
      const asOf = `as_of=${new Date(at).toISOString()}`;
      const then = (await get(`/claims/${claim}?${asOf}`)).body;
      expect(then, `claim ${claim} at ${at}`).toEqual(story);
      expect(await listStatements(`?claim=${claim}&${asOf}`)).toEqual(statements);
    }
  });

  it("is told by its history, step by step, with who made it so", async () => {
    for (const claim of new Set(diary.map((entry) => entry.claim))) {
      const { data } = (await get(`/claims/${claim}/history`)).body as {
        data: { actor: string; difference: { status?: { to: string } }; recorded_at: string }[];
      };
      const statuses = data.flatMap(({ difference }) => difference.status?.to ?? []);
      expect(statuses).toEqual((await readClaim(claim)).status_history.map(({ status }) => status));
      expect(data.slice(1).map(({ actor }) => actor)).toEqual(data.slice(1).map(() => "key:curate-confirm"));
    }
  });

  it("is what the confirmations recorded until then add up to", async () => {
    for (const { claim, at, status } of diary) {
      const recorded = await stored.query<{ id: string; status: "denied"; supersedes_id: string | null }>(
        "SELECT id, status, supersedes_id FROM confirmations WHERE claim_id = $1 AND recorded_at <= $2",
        [claim, at],
      );
      const inputs = recorded.map((row) => ({
        id: BigInt(row.id),
        status: row.status,
        supersedesId: row.supersedes_id === null ? null : BigInt(row.supersedes_id),
      }));
      expect(deriveStatus(inputs), `claim ${claim} at ${at}`).toBe(status);
    }
  });
});

afterAll(() => {
  expect(diary.length).toBeGreaterThan(10);
});
