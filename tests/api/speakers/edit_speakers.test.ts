import { beforeAll, describe, expect, it } from "vitest";
import type { StoredText } from "../../support/rows.ts";
import { codeOf, speakerDesk } from "./speaker-desk.ts";

const { stored, api, rows, read, create, update, merge, unmerge } = speakerDesk();
let document: StoredText;

beforeAll(async () => {
  document = await rows.document("Ms Doe said the mill will open.");
});

const saidBy = (speakerId: bigint) =>
  rows.statement({
    in: document,
    content: "the mill will open",
    cue: "said",
    attributedAs: "Ms Doe",
    speakerId,
  });

async function speakerOf(statement: bigint) {
  return (await api.request.get(`/v1/statements/${statement}`)).body as {
    speaker: { id: string; name: string };
    chain: { type: string; name: string }[];
  };
}

describe("POST /v1/speakers", () => {
  it("records somebody whom no document has named", async () => {
    const { status, body, headers } = await create("/v1/speakers", { name: "Nia New", type: "person" });
    expect(status).toBe(201);
    expect(headers["location"]).toBe(`/v1/speakers/${body.id}`);
    expect((await read(body.id)).body).toMatchObject({ name: "Nia New", type: "person", statement_count: 0 });
  });

  it("refuses a name that somebody has, saying who", async () => {
    const { body } = await create("/v1/speakers", { name: "Ira Twice", type: "person" });
    const again = await create("/v1/speakers", { name: "IRA TWICE", type: "person" });
    expect(codeOf(again)).toEqual([409, "name_taken"]);
    expect((again.body as unknown as { detail: string }).detail).toContain(body.id);
  });
});

describe("PATCH /v1/speakers/{id}", () => {
  it("changes the name in every statement, and keeps the old one as an alias", async () => {
    const id = await rows.speaker("Jane Do");
    const statement = await saidBy(id);
    const { status, body } = await update(id, { name: "Jane Doe" });
    expect([status, body.name, body.aliases]).toEqual([200, "Jane Doe", ["Jane Do"]]);
    const { speaker, chain } = await speakerOf(statement);
    expect([speaker.name, chain[0]?.name]).toEqual(["Jane Doe", "Jane Doe"]);
    const found = await api.request.get("/v1/statements").query({ q: "Jane Doe" });
    expect((found.body as { data: { id: string }[] }).data.map((one) => one.id)).toEqual([String(statement)]);
  });

  it("adds and takes back aliases and identifiers, and can add them again", async () => {
    const id = await rows.speaker("Max Alias");
    const wikidata = { scheme: "wikidata", value: "Q312" };
    await update(id, { aliases: ["M. Alias", "Maxi"], external_ids: [wikidata] });
    expect((await read(id)).body).toMatchObject({ aliases: ["M. Alias", "Maxi"], external_ids: [wikidata] });
    await update(id, { aliases: ["Maxi"], external_ids: [] });
    expect((await read(id)).body).toMatchObject({ aliases: ["Maxi"], external_ids: [] });
    const found = await api.request.get("/v1/statements").query({ speaker: "M. Alias" });
    expect((found.body as { data: object[] }).data).toEqual([]);
    await update(id, { aliases: ["Maxi", "M. Alias"], external_ids: [wikidata] });
    expect((await read(id)).body).toMatchObject({ aliases: ["M. Alias", "Maxi"], external_ids: [wikidata] });
  });

  it("lets an identifier belong to one speaker at a time", async () => {
    const [a, b] = [await rows.speaker("Id Holder"), await rows.speaker("Id Wanter")];
    const external_ids = [{ scheme: "wikidata", value: "Q42" }];
    await update(a, { external_ids });
    expect(codeOf(await update(b, { external_ids }))).toEqual([409, "name_taken"]);
    expect((await read(b)).body.external_ids).toEqual([]);
    await update(a, { external_ids: [] });
    expect((await update(b, { external_ids })).body.external_ids).toEqual(external_ids);
  });

  it("logs what was changed, and by which key", async () => {
    const id = await rows.speaker("Log Me");
    await update(id, { aliases: ["Logger"], type: "group" });
    const events = await stored.database.event.findMany({
      where: { resourceType: "speakers", resourceId: id },
    });
    expect(events).toMatchObject([
      {
        action: "updated",
        actor: "key:curate",
        difference: { type: { from: "person", to: "group" }, aliases: { from: [], to: ["Logger"] } },
      },
    ]);
    expect(Object.keys(events[0]!.difference as object)).toEqual(["type", "aliases"]);
  });

  it("lets exactly one of two editors win who started from the same version", async () => {
    const id = await rows.speaker("Two Editors");
    const { etag } = await read(id);
    const answers = await Promise.all(
      ["A", "B", "C"].map((letter) => update(id, { aliases: [letter] }, etag)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    expect((await read(id)).body.aliases).toHaveLength(1);
  });

  it("refuses a change without a version, of nobody, and of nothing", async () => {
    const id = await rows.speaker("Refuser");
    expect(codeOf(await update(id, { name: "X" }, null))).toEqual([428, "version_required"]);
    expect(codeOf(await update("999999", { name: "X" }, "*"))).toEqual([404, "speaker_not_found"]);
    expect(codeOf(await update(id, {}))).toEqual([400, "invalid_request"]);
  });

  it.each([
    ["a Wikidata item that is none", { external_ids: [{ scheme: "wikidata", value: "312" }] }],
    ["a scheme in capitals", { external_ids: [{ scheme: "VIAF", value: "312" }] }],
    ["a name of blanks", { name: " " }],
    ["a name with a NUL", { aliases: ["a\0b"] }],
    ["an unknown type", { type: "robot" }],
  ])("refuses %s", async (_, body) => {
    const id = await rows.speaker("Strict");
    expect(codeOf(await update(id, body))).toEqual([400, "invalid_request"]);
  });
});

describe("merging speakers", () => {
  it("gives everything of both to one, under either id, and is undone as if it had never been", async () => {
    const [full, short] = [await rows.speaker("Alexandra Grey"), await rows.speaker("Alex Grey")];
    const statement = await saidBy(short);
    await update(short, { aliases: ["Lex"] });
    const before = [(await read(full)).body, (await read(short)).body];
    expect((await merge(short, full)).body).toMatchObject({ id: String(full), merged_into: String(full) });
    expect((await read(full)).body).toMatchObject({
      name: "Alexandra Grey",
      aliases: ["Alex Grey", "Lex"],
      merged_from: [String(short)],
      statement_count: 1,
    });
    expect((await speakerOf(statement)).speaker).toMatchObject({ id: String(full), name: "Alexandra Grey" });
    for (const reference of [full, short, "Alexandra Grey", "alex grey", "Lex"]) {
      const found = await api.request.get("/v1/statements").query({ speaker: String(reference) });
      expect((found.body as { data: object[] }).data).toHaveLength(1);
    }
    await unmerge(short);
    expect([(await read(full)).body, (await read(short)).body]).toEqual(before);
    expect((await speakerOf(statement)).speaker.name).toBe("Alex Grey");
  });

  it("counts confirmations of the merged as the other's", async () => {
    const [full, short] = [await rows.speaker("Greta Main"), await rows.speaker("Greta M.")];
    const claim = await rows.claim("the mill will open");
    const confirm = await api.authorization("confirm");
    await api.request
      .post("/v1/confirmations")
      .set("authorization", confirm)
      .send({
        about: { type: "claim", id: String(claim) },
        status: "denied",
        party: { type: "speaker", id: String(short) },
        evidence: { type: "url", url: "https://example.org", quotation: "No." },
      });
    await merge(short, full);
    const found = await api.request.get(`/v1/claims?denied_by=${full}`);
    expect(found.body).toMatchObject({
      data: [{ id: String(claim), status: { parties: [{ party: { name: "Greta Main" } }] } }],
    });
  });

  it("refuses circles, repetitions, and what is not there", async () => {
    const [a, b] = [await rows.speaker("Circle A"), await rows.speaker("Circle B")];
    expect(codeOf(await merge(a, a))).toEqual([409, "merge_circle"]);
    expect(codeOf(await unmerge(a))).toEqual([409, "not_merged"]);
    expect(codeOf(await merge(a, 999_999n))).toEqual([422, "reference_not_found"]);
    expect(codeOf(await merge(a, b, '"42-x"'))).toEqual([412, "stale_version"]);
    await merge(a, b);
    expect(codeOf(await merge(a, b))).toEqual([409, "already_merged"]);
    expect(codeOf(await merge(b, a))).toEqual([409, "merge_circle"]);
  });
});
