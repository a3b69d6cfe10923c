import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const db = testDatabase();
const api = testApp(db);

const kept = "Mayor Ann Lee said that the old bridge would stay closed for many more months.";
const changed = "Mayor Ann Lee told reporters that taxes will rise by three percent next year 🎉.";
const dropped = "Bob Stone told reporters that the rats had come back to the harbour.";
const added = "The council has not confirmed that the harbour was safe.";
const texts = [
  [kept, changed, dropped].join("\n\n"),
  ["🎉 News.", kept, changed.replace("three", "four"), added].join("\n\n"),
  ["🎉 News.", kept, added].join("\n\n"),
];

let id: string;
let alone: string;
beforeAll(async () => {
  const authorization = await api.authorization("ingest");
  const ingest = async (name: string, text: string): Promise<string> =>
    (await api.request.post("/v1/documents").set({ authorization }).send({ name, text })).body.document.id;
  for (const text of texts) id = await ingest("three texts", text);
  alone = await ingest("one text", "Ann Lee said no.");
});

const get = async (path: string) => {
  const { status, body } = await api.request.get(`/v1/documents/${path}`);
  return { status, body };
};

describe("GET /v1/documents/{id}/revisions", () => {
  it("200: gives every text in order, page by page", async () => {
    const { body: first } = await get(`${id}/revisions?limit=2`);
    expect(first.data.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
    const { body: rest } = await get(`${id}/revisions?limit=2&cursor=${first.page.next_cursor}`);
    expect(rest).toMatchObject({ data: [{ number: 3 }], page: { has_more: false } });
    expect(first.data[0]).toMatchObject({
      sha256: createHash("sha256").update(texts[0]!).digest("hex"),
      length_code_points: Array.from(texts[0]!).length,
    });
  });

  it("404: knows no other document", async () => {
    expect(await get("999999/revisions")).toMatchObject({
      status: 404,
      body: { code: "document_not_found" },
    });
  });
});

describe("GET /v1/documents/{id}/revisions/{number}", () => {
  it("200: is the revision as the list has it", async () => {
    const { body: list } = await get(`${id}/revisions`);
    expect((await get(`${id}/revisions/2`)).body).toEqual(list.data[1]);
  });

  it.each([
    ["9", 404, "revision_not_found"],
    ["0", 400, "invalid_request"],
    ["x", 400, "invalid_request"],
    ["99999999999", 400, "invalid_request"],
  ])("%s is %i", async (number, status, code) => {
    expect(await get(`${id}/revisions/${number}`)).toMatchObject({ status, body: { code } });
  });

  it("404: had no second revision before there was one", async () => {
    const { body } = await get(`${id}/revisions/1`);
    const then = `as_of=${body.recorded_at}`;
    expect((await get(`${id}/revisions/1?${then}`)).status).toBe(200);
    expect((await get(`${id}/revisions/2?${then}`)).body.code).toBe("revision_not_found");
  });
});

interface Run {
  start: number;
  end: number;
  exact: string;
}
interface Diff {
  from: number;
  to: number;
  differences: { kind: string; from: Run; to: Run }[];
  statements: { outcome: string; from: { id: string; content: string } | null; to: { id: string } | null }[];
  counts: Record<string, number>;
}

describe("GET /v1/documents/{id}/diff", () => {
  it("200: shows every change with its place, so that both texts can be put together from it", async () => {
    const { body } = (await get(`${id}/diff?from=1&to=2`)) as { body: Diff };
    for (const [side, text] of [
      ["from", texts[0]!],
      ["to", texts[1]!],
    ] as const) {
      expect(body.differences.map((one) => one[side].exact).join("")).toBe(text);
      for (const { [side]: run } of body.differences) {
        expect(Array.from(text).slice(run.start, run.end).join("")).toBe(run.exact);
      }
    }
    expect(body.differences.filter(({ kind }) => kind !== "kept")).toContainEqual(
      expect.objectContaining({
        kind: "replaced",
        from: expect.objectContaining({ exact: "three " }) as Run,
        to: expect.objectContaining({ exact: "four " }) as Run,
      }),
    );
  });

  it("200: names what became of each statement", async () => {
    const { body } = (await get(`${id}/diff?from=1&to=2`)) as { body: Diff };
    expect(body.counts).toEqual({ exact: 0, moved: 1, altered: 1, gone: 1, new: 1 });
    expect(body.statements.map(({ outcome }) => outcome)).toEqual(["moved", "altered", "new", "gone"]);
    const [moved, , fresh, gone] = body.statements;
    expect(kept).toContain(moved!.from!.content);
    expect([fresh!.from, gone!.to]).toEqual([null, null]);
    const superseded = await api.request.get(`/v1/statements/${moved!.from!.id}`);
    expect(superseded.body.superseded.by).toBe(moved!.to!.id);
  });

  it("200: follows statements over several revisions", async () => {
    const { body } = (await get(`${id}/diff?from=1&to=3`)) as { body: Diff };
    expect(body.counts).toEqual({ exact: 0, moved: 1, altered: 0, gone: 2, new: 1 });
  });

  it("200: compares the current text with the one before, unless told otherwise", async () => {
    expect((await get(`${id}/diff`)).body).toMatchObject({ from: 2, to: 3 });
    expect((await get(`${id}/diff?to=2`)).body).toMatchObject({ from: 1, to: 2 });
    expect((await get(`${id}/diff?from=1`)).body).toMatchObject({ from: 1, to: 3 });
  });

  it.each([
    ["from=2&to=1", 400, "invalid_request"],
    ["from=0", 400, "invalid_request"],
    ["from=1&to=9", 404, "revision_not_found"],
    ["from=9", 404, "revision_not_found"],
    ["since=1", 400, "invalid_request"],
  ])("?%s is %i", async (query, status, code) => {
    expect(await get(`${id}/diff?${query}`)).toMatchObject({ status, body: { code } });
  });

  it("200: finds nothing that differs where there is one text", async () => {
    const { body } = (await get(`${alone}/diff`)) as { body: Diff };
    expect(body).toMatchObject({ from: 1, to: 1, differences: [{ kind: "kept" }] });
    expect(new Set(body.statements.map(({ outcome }) => outcome))).toEqual(new Set(["exact"]));
  });

  it("404: knows no other document", async () => {
    expect((await get("999999/diff")).body.code).toBe("document_not_found");
  });
});
