import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { seededDatabase } from "../../support/database.ts";

const stored = seededDatabase();
const api = testApp(stored);

interface Confirmation {
  id: string;
  status: string;
  origin: string;
  about: { id: string };
  party: { id: string; name: string } | null;
  superseded_by: string | null;
}

let authorization: string;
let extracted: Confirmation[];
let added: Confirmation;

const list = async (query = "") => {
  const answer = await api.request.get(`/v1/confirmations${query}`);
  expect(answer.status, query).toBe(200);
  return (answer.body as { data: Confirmation[] }).data;
};
const idsOf = (confirmations: readonly Confirmation[]) => confirmations.map(({ id }) => id);

beforeAll(async () => {
  authorization = await api.authorization("confirm", "curate");
  extracted = await list();
  const [first] = extracted;
  const answer = await api.request
    .post("/v1/confirmations")
    .set({ authorization })
    .send({
      about: { type: "claim", id: first!.about.id },
      status: "confirmed",
      party: { type: "newsroom" },
      evidence: { type: "url", url: "https://example.org", quotation: "Yes." },
      supersedes: first!.id,
    });
  added = answer.body as Confirmation;
});

describe("GET /v1/confirmations", () => {
  it("lists what the engine read in the article, marked as extracted", () => {
    expect(extracted.map(({ origin, status, party }) => [origin, status, party?.name])).toEqual([
      ["extracted", "not_confirmed", "White House"],
      ["extracted", "denied", "Claudia Sheinbaum"],
    ]);
  });

  it("lists the latest first, those that are superseded included, and says by which", async () => {
    expect((await list()).map(({ id, superseded_by }) => [id, superseded_by])).toEqual([
      [added.id, null],
      [extracted[0]!.id, added.id],
      [extracted[1]!.id, null],
    ]);
  });

  it("narrows by claim, party, status, origin, and whether it stands", async () => {
    const [first, second] = extracted as [Confirmation, Confirmation];
    expect(idsOf(await list(`?claim=${first.about.id}`))).toEqual([added.id, first.id]);
    expect(idsOf(await list(`?party=${second.party!.id}`))).toEqual([second.id]);
    expect(idsOf(await list("?party=newsroom"))).toEqual([added.id]);
    expect(idsOf(await list("?status=denied"))).toEqual([second.id]);
    expect(idsOf(await list("?origin=editor"))).toEqual([added.id]);
    expect(idsOf(await list("?superseded=true"))).toEqual([first.id]);
    expect(idsOf(await list("?superseded=false"))).toEqual([added.id, second.id]);
    expect(idsOf(await list("?statement=1"))).toEqual([]);
  });

  it("finds what was said of a claim or by a speaker that was merged, under either id", async () => {
    const [first, second] = extracted as [Confirmation, Confirmation];
    await api.request
      .post(`/v1/claims/${second.about.id}/merge`)
      .set({ authorization, "if-match": "*" })
      .send({ into: first.about.id });
    for (const { about } of extracted) {
      expect(idsOf(await list(`?claim=${about.id}`))).toEqual([added.id, first.id, second.id]);
    }
    await api.request
      .post(`/v1/speakers/${first.party!.id}/merge`)
      .set({ authorization, "if-match": "*" })
      .send({ into: second.party!.id });
    for (const { party } of extracted) {
      expect(idsOf(await list(`?party=${party!.id}`))).toEqual([first.id, second.id]);
    }
  });

  it("refuses a party that is neither an id nor the newsroom, and says what may stand there", async () => {
    const { status, body } = await api.request.get("/v1/confirmations?party=The Post");
    expect([status, body]).toMatchObject([
      400,
      {
        errors: [
          { in: "query", pointer: "/party", detail: "`party` must be the id of a speaker, or `newsroom`" },
        ],
      },
    ]);
  });

  it("pages through all of them", async () => {
    const first = await api.request.get("/v1/confirmations?limit=2");
    const { next_cursor: cursor } = (first.body as { page: { next_cursor: string } }).page;
    expect(idsOf(await list(`?limit=2&cursor=${cursor}`))).toEqual([extracted[1]!.id]);
  });
});

describe("GET /v1/confirmations/{id}", () => {
  it("answers 404 where there is none", async () => {
    const { status, body } = await api.request.get("/v1/confirmations/999999");
    expect([status, (body as { code: string }).code]).toEqual([404, "confirmation_not_found"]);
  });
});
