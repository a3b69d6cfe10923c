import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { seededDatabase } from "../../support/database.ts";

const stored = seededDatabase();
const everything = testApp(stored);
const reviewed = testApp(stored, { publication: "reviewed" });
let key: string;
let statement: string;
let claim: string;

interface List {
  data: { id: string }[];
}

beforeAll(async () => {
  key = await reviewed.authorization("curate");
  const answer = await everything.request.get("/v1/statements?status=unconfirmed&limit=1");
  const [first] = (answer.body as { data: { id: string; claim: { id: string } }[] }).data;
  statement = first!.id;
  claim = first!.claim.id;
});

const review = (body: object) =>
  reviewed.request
    .post(`/v1/statements/${statement}/reviews`)
    .set({ authorization: key, "if-match": "*" })
    .send(body);

async function seen(path: string, headers: object = {}): Promise<string[]> {
  const answer = await reviewed.request.get(`/v1/${path}`).set({ ...headers });
  return (answer.body as List).data.map(({ id }) => id);
}

const statusOf = async (path: string, headers: object = {}) =>
  (await reviewed.request.get(`/v1/${path}`).set({ ...headers })).status;

const pages = () => [`statements/${statement}`, `statements/${statement}/reviews`, `claims/${claim}`];

describe("where only reviewed statements are published", () => {
  it("a reader without a key sees nothing that no editor has looked at", async () => {
    for (const path of ["statements", "statements?review=extracted", "statements?q=directive", "claims"]) {
      expect(await seen(path), path).toEqual([]);
    }
    for (const path of pages()) expect(await statusOf(path), path).toBe(404);
  });

  it("whoever has a key sees everything", async () => {
    const headers = { authorization: key };
    expect((await seen("statements?limit=100", headers)).length).toBeGreaterThan(10);
    expect(await seen("claims", headers)).toContain(claim);
    for (const path of pages()) expect(await statusOf(path, headers), path).toBe(200);
  });

  it("a statement appears once it is accepted, with its claim, and goes when it is rejected", async () => {
    await review({ decision: "accepted" });
    expect(await seen("statements")).toEqual([statement]);
    expect(await seen("claims")).toEqual([claim]);
    for (const path of pages()) expect(await statusOf(path), path).toBe(200);
    const { body } = await reviewed.request.get(`/v1/claims/${claim}`);
    expect(body).toMatchObject({
      statement_count: 1,
      story: [{ speakers: [{ statements: [{ id: statement }] }] }],
    });
    await review({ decision: "rejected", reason: "no statement" });
    expect(await seen("statements?review=rejected,accepted,extracted")).toEqual([]);
    expect(await statusOf(`statements/${statement}`)).toBe(404);
  });

  it("who confirmed or denied something is told to those who see what it is about", async () => {
    const headers = { authorization: key };
    const about = `confirmations?claim=${claim}`;
    const [confirmation] = await seen(about, headers);
    await review({ decision: "rejected", reason: "no statement" });
    expect(await seen("confirmations")).toEqual([]);
    expect(await seen(about)).toEqual([]);
    expect(await statusOf(`confirmations/${confirmation}`)).toBe(404);
    expect(await statusOf(`confirmations/${confirmation}`, headers)).toBe(200);
    await review({ decision: "accepted" });
    expect(await seen(about)).toContain(confirmation);
    expect(await statusOf(`confirmations/${confirmation}`)).toBe(200);
  });

  it("whether a statement was said at all is told to those who see the statement", async () => {
    const curator = await reviewed.authorization("confirm");
    const { body } = await reviewed.request
      .post("/v1/confirmations")
      .set({ authorization: curator })
      .send({
        about: { type: "statement", id: statement },
        status: "denied",
        party: { type: "newsroom" },
        evidence: { type: "url", url: "https://example.org", quotation: "He never said so." },
      });
    const { id } = body as { id: string };
    expect(await statusOf(`confirmations/${id}`)).toBe(200);
    await review({ decision: "rejected", reason: "never said" });
    expect(await statusOf(`confirmations/${id}`)).toBe(404);
    expect(await seen(`confirmations?statement=${statement}`)).toEqual([]);
  });
});

describe("the past, where only reviewed statements are published", () => {
  const instants: Record<"unreviewed" | "accepted" | "rejected", string> = {
    unreviewed: "",
    accepted: "",
    rejected: "",
  };
  const note = async (state: keyof typeof instants) => {
    await stored.query("SELECT pg_sleep(0.005)");
    instants[state] = new Date().toISOString();
    await stored.query("SELECT pg_sleep(0.005)");
  };

  beforeAll(async () => {
    const [{ id, claim: about }] = (await everything.request.get("/v1/statements?status=denied&limit=1")).body
      .data;
    [statement, claim] = [id, about.id];
    await note("unreviewed");
    await review({ decision: "accepted" });
    await note("accepted");
    await review({ decision: "rejected", reason: "somebody else said it" });
    await note("rejected");
  });

  it("shows readers what they were shown then, also what was rejected later, and nothing that was not yet accepted", async () => {
    const listed = async (state: keyof typeof instants) =>
      (await seen(`statements?as_of=${instants[state]}`)).includes(statement);
    expect([await listed("unreviewed"), await listed("accepted"), await listed("rejected")]).toEqual([
      false,
      true,
      false,
    ]);
    for (const path of [`statements/${statement}`, `claims/${claim}`]) {
      expect(await statusOf(`${path}?as_of=${instants.unreviewed}`), path).toBe(404);
      expect(await statusOf(`${path}?as_of=${instants.accepted}`), path).toBe(200);
      expect(await statusOf(`${path}?as_of=${instants.rejected}`), path).toBe(404);
    }
  });

  it("tells in the history, to whoever sees it today, when it was rejected and why", async () => {
    expect(await statusOf(`statements/${statement}/history`)).toBe(404);
    const { body } = await reviewed.request
      .get(`/v1/statements/${statement}/history`)
      .set({ authorization: key });
    expect(JSON.stringify(body.data.at(-1))).toContain("rejected");
  });
});

describe("the review queue", () => {
  it("lists what no editor has looked at, least sure first, in pages", async () => {
    const headers = { authorization: key };
    const answer = await reviewed.request.get("/v1/review-queue?limit=100").set(headers);
    const { data } = answer.body as { data: { id: string; review: string; confidence: number }[] };
    expect(data.length).toBeGreaterThan(10);
    expect(new Set(data.map((item) => item.review))).toEqual(new Set(["extracted"]));
    const confidences = data.map(({ confidence }) => confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => a - b));
    const first = await reviewed.request.get("/v1/review-queue?limit=5").set(headers);
    const { next_cursor: cursor } = (first.body as { page: { next_cursor: string } }).page;
    const rest = await seen(`review-queue?limit=100&cursor=${cursor}`, headers);
    expect([...(first.body as List).data.map(({ id }) => id), ...rest]).toEqual(data.map(({ id }) => id));
  });

  it("is for editors", async () => {
    expect(await statusOf("review-queue")).toBe(401);
  });
});
