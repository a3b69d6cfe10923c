import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { seededDatabase } from "../../support/database.ts";

const stored = seededDatabase();
const api = testApp(stored);
let desk: string;

interface Entry {
  recorded_at: string;
  actor: string | null;
  difference: Record<string, { from: unknown; to: unknown }>;
  events: { resource_type: string; resource_id: string; action: string; difference: unknown }[];
}
interface Item {
  id: string;
  text?: string;
}

async function get<Body>(path: string): Promise<Body> {
  const answer = await api.request.get(`/v1${path}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Body;
}
const list = async (path: string) => (await get<{ data: Item[] }>(path)).data;
const history = async (path: string) => (await get<{ data: Entry[] }>(`${path}/history`)).data;

async function write(method: "post" | "patch", path: string, body: object): Promise<Item> {
  const answer = await api.request[method](`/v1${path}`)
    .set({ authorization: desk, "if-match": "*" })
    .send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as Item;
}

const confirm = (claim: string, status: string) =>
  write("post", "/confirmations", {
    about: { type: "claim", id: claim },
    status,
    party: { type: "newsroom" },
    evidence: { type: "url", url: "https://example.org", quotation: "So it is." },
  });

beforeAll(async () => {
  desk = await api.authorization("curate", "confirm");
});

describe("the history", () => {
  it("of a speaker tells its positions, and what became of them", async () => {
    const positions = (entries: Entry[]) =>
      entries.flatMap(({ difference }) =>
        difference["positions"] === undefined ? [] : [difference["positions"]],
      );
    const [position] = (await stored.query<{ id: string; speaker_id: string; title: string }>(
      "SELECT id::text, speaker_id::text, title FROM positions ORDER BY id LIMIT 1",
    )) as [{ id: string; speaker_id: string; title: string }];
    const before = positions(await history(`/speakers/${position.speaker_id}`));
    expect(before).toMatchObject([
      { from: null, to: [{ id: position.id, title: position.title, valid_until: null }] },
    ]);
    await write("patch", `/positions/${position.id}`, { valid_until: "2025-12-31" });
    const entries = await history(`/speakers/${position.speaker_id}`);
    expect(positions(entries).at(-1)).toMatchObject({
      from: [{ id: position.id, valid_until: null }],
      to: [{ id: position.id, valid_until: "2025-12-31" }],
    });
    expect(entries.at(-1)!.events).toMatchObject([
      { resource_type: "positions", resource_id: position.id, action: "updated" },
    ]);
  });

  it.each(["documents", "statements", "speakers", "sources", "claims"])(
    "of one of the %s begins with all that was recorded of it, by the engine",
    async (name) => {
      const [{ id }] = (await list(`/${name}`)) as [Item];
      const [created] = (await history(`/${name}/${id}`)) as [Entry];
      expect(Object.keys(created.difference).length).toBeGreaterThan(2);
      for (const { from } of Object.values(created.difference)) expect(from).toBeNull();
      expect(created.actor).toMatch(/^(engine|cli)/);
      for (const derived of ["search_vector", "version", "canonical_id", "key"])
        expect(created.difference).not.toHaveProperty(derived);
    },
  );

  it("of a statement tells each review field by field, and who made it", async () => {
    const [{ id }] = (await list("/statements?stance=denies")) as [Item];
    await write("post", `/statements/${id}/reviews`, { decision: "accepted" });
    await write("post", `/statements/${id}/reviews`, {
      decision: "corrected",
      correction: { stance: "questions", place: "Veracruz" },
    });
    const [, accepted, corrected] = (await history(`/statements/${id}`)) as [Entry, Entry, Entry];
    expect(accepted).toMatchObject({
      actor: "key:curate-confirm",
      difference: { review: { from: "extracted", to: "accepted" } },
      events: [{ resource_type: "statements", resource_id: id, action: "accepted" }],
    });
    expect(corrected.difference).toMatchObject({
      review: { from: "accepted", to: "corrected" },
      stance: { from: "denies", to: "questions" },
      place: { to: "Veracruz" },
    });
  });

  it("of a claim tells which confirmation made its status what it is, and whose that was", async () => {
    const [{ id }] = (await list("/claims?status=unconfirmed")) as [Item];
    const confirmation = await confirm(id, "confirmed");
    const last = (await history(`/claims/${id}`)).at(-1)!;
    expect(last).toMatchObject({
      actor: "key:curate-confirm",
      difference: { status: { from: "unconfirmed", to: "confirmed" } },
    });
    expect(last.events).toContainEqual(
      expect.objectContaining({ resource_type: "confirmations", resource_id: confirmation.id }),
    );
  });

  it("of a speaker tells new names, also those that stand beside the row", async () => {
    const [{ id }] = (await list("/speakers?q=Anna Kelly")) as [Item];
    await write("patch", `/speakers/${id}`, { name: "Anna B. Kelly" });
    await write("patch", `/speakers/${id}`, { aliases: ["Kelly of the press office"] });
    const [renamed, called] = (await history(`/speakers/${id}`)).slice(-2) as [Entry, Entry];
    expect(renamed.difference).toEqual({ name: { from: "Anna Kelly", to: "Anna B. Kelly" } });
    expect(called.difference).toEqual({});
    expect(called.events).toMatchObject([{ difference: { aliases: { to: ["Kelly of the press office"] } } }]);
  });

  it("leads through the past: as of each instant, the resource is what the entries until then make it", async () => {
    const [{ id }] = (await list("/claims?sort=recorded_at")) as [Item];
    for (const status of ["confirmed", "retracted"]) await confirm(id, status);
    let status: unknown;
    for (const entry of await history(`/claims/${id}`)) {
      status = entry.difference["status"]?.to ?? status;
      const then = await get<{ status: { value: string } }>(`/claims/${id}?as_of=${entry.recorded_at}`);
      expect(then.status.value).toBe(status);
    }
    expect(status).toBe("retracted");
  });

  it("comes in pages, the oldest entry first", async () => {
    const [{ id }] = (await list("/claims?sort=recorded_at")) as [Item];
    const whole = await history(`/claims/${id}`);
    const paged: Entry[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: { data: Entry[]; page: { next_cursor: string | null } } = await get(
        `/claims/${id}/history?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      paged.push(...page.data);
      cursor = page.page.next_cursor;
    }
    expect(paged).toEqual(whole);
    const instants = whole.map((entry) => entry.recorded_at);
    expect(instants).toEqual(instants.toSorted());
  });

  it("of what nobody has recorded is not found", async () => {
    for (const name of ["documents", "statements", "speakers", "sources", "claims"]) {
      const answer = await api.request.get(`/v1/${name}/999999/history`);
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([
        404,
        `${name.slice(0, -1)}_not_found`,
      ]);
    }
  });
});
