import { beforeAll, describe, expect, it } from "vitest";
import type { StoredText } from "../../support/rows.ts";
import { claimDesk } from "./claim-desk.ts";

const desk = claimDesk();
const { stored, api, rows, read, merge, confirm, link, unlink, change } = desk;

let document: StoredText;
let bob: bigint;

beforeAll(async () => {
  document = await rows.document("Bob said the port was sold to the city.", {
    publishedOn: new Date("2025-03-02"),
    publishedOnOrigin: "editor",
  });
  bob = await rows.speaker("Bob");
});

const newStatement = (fields: object = {}) =>
  rows.statement({
    in: document,
    content: "the port was sold",
    cue: "said",
    attributedAs: "Bob",
    speakerId: bob,
    ...fields,
  });

const codeOf = (answer: { status: number; body: unknown }) => [
  answer.status,
  (answer.body as { code?: string }).code,
];

describe("POST /v1/claims", () => {
  it("records a claim in an editor's words, and says where it is", async () => {
    const answer = await change("/v1/claims", { text: "The port was sold." });
    expect(answer.status).toBe(201);
    const { id } = answer.body as { id: string };
    expect(answer.headers["location"]).toBe(`/v1/claims/${id}`);
    expect(answer.body).toMatchObject({ text: "The port was sold.", read_in: null, story: [] });
    expect((await read(id)).body).toEqual(answer.body);
  });

  it.each([
    ["a claim without text", {}],
    ["an empty text", { text: "" }],
    ["a text without words", { text: "  " }],
    ["a text with a NUL", { text: "a\0b" }],
    ["a text that is no sentence but a book", { text: "x".repeat(2001) }],
    ["a status that nobody stands behind", { text: "x", status: "denied" }],
  ])("refuses %s", async (_, body) => {
    const before = await stored.database.claim.count();
    expect(codeOf(await change("/v1/claims", body))).toEqual([400, "invalid_request"]);
    expect(await stored.database.claim.count()).toBe(before);
  });

  it("makes one claim for one Idempotency-Key", async () => {
    const send = () => change("/v1/claims", { text: "The mill burned." }).set("idempotency-key", "mill");
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await stored.database.claim.count({ where: { text: "The mill burned." } })).toBe(1);
  });
});

describe("PUT and DELETE /v1/statements/{id}/claim", () => {
  it("link a statement with its stance, and unlink it", async () => {
    const claim = await rows.claim("the port was sold");
    const statement = await newStatement();
    const linked = await link(statement, claim, { stance: "predicts" });
    expect(linked.status).toBe(200);
    expect(linked.body).toMatchObject({
      claim: { id: String(claim) },
      stance: "predicts",
      review: "extracted",
    });
    expect((await read(claim)).body).toMatchObject({
      story: [{ stance: "predicts", speakers: [{ speaker: { name: "Bob" } }] }],
      first_appearance: { statement_id: String(statement), published_on: "2025-03-02" },
    });
    expect((await unlink(statement)).body).toMatchObject({ claim: null, status: { value: "unchecked" } });
    const events = await stored.database.event.findMany({
      where: { resourceType: "statements", resourceId: statement },
      orderBy: { id: "asc" },
    });
    expect(events).toMatchObject([
      {
        action: "linked",
        difference: {
          claim_id: { from: null, to: String(claim) },
          stance: { from: "asserts", to: "predicts" },
        },
      },
      { action: "unlinked", difference: { claim_id: { from: String(claim), to: null } } },
    ]);
  });

  it("give the statement the status of its claim", async () => {
    const claim = await rows.claim("the port was sold");
    await confirm(claim, "denied");
    const statement = await newStatement();
    expect((await link(statement, claim)).body).toMatchObject({ status: { value: "denied" } });
  });

  it("refuse claims and statements that do not exist, and stale versions", async () => {
    const statement = await newStatement();
    const claim = await rows.claim("the port was sold");
    expect(codeOf(await link(statement, "999999"))).toEqual([422, "reference_not_found"]);
    expect(codeOf(await link(999_999n, claim, {}, "*"))).toEqual([404, "statement_not_found"]);
    expect(codeOf(await link(statement, claim, {}, '"77-x"'))).toEqual([412, "stale_version"]);
    expect(codeOf(await link(statement, claim, { stance: "shouts" }))).toEqual([400, "invalid_request"]);
  });
});

describe("GET /v1/claims/{id}", () => {
  it("tells every status that the claim has had, and which confirmation made it so", async () => {
    const claim = await rows.claim("the port was sold");
    const first = await confirm(claim, "not_confirmed");
    await confirm(claim, "not_confirmed");
    const second = await confirm(claim, "confirmed");
    const third = await confirm(claim, "retracted");
    const { status_history: history } = (await read(claim)).body;
    expect(history.map(({ status, confirmation_id }) => [status, confirmation_id])).toEqual([
      ["unchecked", null],
      ["unconfirmed", first.id],
      ["confirmed", second.id],
      ["retracted", third.id],
    ]);
    const instants = history.map(({ since }) => since);
    expect(instants.toSorted()).toEqual(instants);
  });
});

describe("GET /v1/claims/{id}/suggestions", () => {
  it("finds the same claim in other words before one that shares few words, and scores both", async () => {
    const asked = await rows.claim("the governor secretly signed a decree permitting logging in the valley");
    const same = await rows.claim("a decree that permits logging in the valley was signed by the governor");
    const related = await rows.claim("the governor will visit the valley");
    await rows.claim("inflation rose in March");
    const answer = await api.request.get(`/v1/claims/${asked}/suggestions`);
    const { data } = answer.body as { data: { score: number; claim: { id: string } }[] };
    expect(data.map(({ claim }) => claim.id)).toEqual([String(same), String(related)]);
    expect(data[0]!.score).toBeGreaterThan(0.8);
    expect(data[1]!.score).toBeLessThan(0.5);
  });

  it("leaves out what is merged with it already", async () => {
    const asked = await rows.claim("the lighthouse keeper retired early");
    const same = await rows.claim("the keeper of the lighthouse has retired early");
    await merge(same, asked);
    for (const id of [asked, same]) {
      expect((await api.request.get(`/v1/claims/${id}/suggestions`)).body).toEqual({ data: [] });
    }
  });

  it("answers claims of any words, also of none that are searched for", async () => {
    for (const text of [
      "the of and",
      "'; DROP TABLE claims; --",
      "\\ & | ! : * ( )",
      "💧💧",
      "https://x.org/a?b=c",
    ]) {
      const id = await rows.claim(text);
      expect((await api.request.get(`/v1/claims/${id}/suggestions`)).status).toBe(200);
    }
  });

  it("answers 404 for a claim that does not exist", async () => {
    expect(codeOf(await api.request.get("/v1/claims/999999/suggestions"))).toEqual([404, "claim_not_found"]);
  });
});

describe("the parties of a claim", () => {
  it("are those whose confirmations make its status what it is, and no others", async () => {
    const claim = await rows.claim("the ferry is early");
    for (const [name, said, status, parties] of [
      ["Ida", "not_confirmed", "unconfirmed", ["Ida"]],
      ["Jon", "confirmed", "confirmed", ["Jon"]],
      ["Kim", "denied", "disputed", ["Jon", "Kim"]],
      ["Lou", "disputed", "disputed", ["Jon", "Kim", "Lou"]],
      ["Max", "retracted", "retracted", ["Max"]],
    ] as const) {
      await confirm(claim, said, { party: { type: "speaker", id: String(await rows.speaker(name)) } });
      const { value, parties: shown } = (await read(claim)).body.status;
      expect([value, shown.map(({ party }) => party!.name)]).toEqual([status, parties]);
    }
  });
});

describe("claims and statements by their parties", () => {
  it("are found by who confirmed and who denied them, together with the status", async () => {
    const [ann, eve] = [await rows.speaker("Ann Party"), await rows.speaker("Eve Party")];
    const claim = await rows.claim("the ferry is late");
    const statement = await newStatement({ claimId: claim });
    const by = (id: bigint) => ({ party: { type: "speaker", id: String(id) } });
    await confirm(claim, "confirmed", by(ann));
    const denial = await confirm(claim, "denied", by(eve));
    const found = async (query: string) => {
      const [claims, statements] = await Promise.all(
        ["claims", "statements"].map(async (kind) => {
          const answer = await api.request.get(`/v1/${kind}?${query}`);
          expect(answer.status).toBe(200);
          return (answer.body as { data: { id: string }[] }).data.map(({ id }) => id);
        }),
      );
      return [claims, statements];
    };
    const both = [[String(claim)], [String(statement)]];
    expect(await found(`status=disputed&denied_by=${eve}&confirmed_by=${ann}`)).toEqual(both);
    expect(await found("denied_by=Eve Party")).toEqual(both);
    expect(await found(`denied_by=${ann}`)).toEqual([[], []]);
    expect(await found(`status=confirmed&confirmed_by=${ann}`)).toEqual([[], []]);
    await change(`/v1/confirmations/${denial.id}/withdrawal`, { note: "mistaken" });
    expect(await found(`denied_by=${eve}`)).toEqual([[], []]);
    expect(await found(`status=confirmed&confirmed_by=${ann}`)).toEqual(both);
  });

  it("are found by what the newsroom itself has confirmed, alone or with others", async () => {
    const gus = await rows.speaker("Gus Party");
    const [ours, theirs] = [await rows.claim("the tram is late"), await rows.claim("the tram is red")];
    const statements = [await newStatement({ claimId: ours }), await newStatement({ claimId: theirs })];
    await confirm(ours, "confirmed", { party: { type: "newsroom" } });
    await confirm(theirs, "confirmed", { party: { type: "speaker", id: String(gus) } });
    const found = async (kind: string, query: string, ids: readonly bigint[]) => {
      const answer = await api.request.get(`/v1/${kind}?limit=100&${query}`);
      const data = (answer.body as { data: { id: string }[] }).data.map(({ id }) => id);
      return ids.map((id) => data.includes(String(id)));
    };
    for (const [kind, ids] of [
      ["claims", [ours, theirs]],
      ["statements", statements],
    ] as const) {
      expect(await found(kind, "confirmed_by=newsroom", ids)).toEqual([true, false]);
      expect(await found(kind, "confirmed_by=Newsroom&confirmed_by=Gus Party", ids)).toEqual([true, true]);
      expect(await found(kind, "denied_by=newsroom", ids)).toEqual([false, false]);
    }
  });
});
