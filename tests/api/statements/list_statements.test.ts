/** GET /v1/statements: filters, alone and together. */
import { beforeAll, describe, expect, it } from "vitest";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
const api = testApp(stored);
let archive: Archive;

beforeAll(async () => {
  archive = await fillArchive(stored.database);
});

type Label = keyof Archive["statements"];

/** The statements that a query lists, by their labels, in its order. */
async function listed(query: string | Record<string, unknown>): Promise<Label[]> {
  const { status, body } = await api.request.get("/v1/statements").query(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body as { data: { id: string }[] }).data.map(({ id }) => labelOf(id));
}

function labelOf(id: string): Label {
  const labels = Object.entries(archive.statements) as [Label, bigint][];
  return labels.find(([, known]) => String(known) === id)![0];
}

const everything: Label[] = [
  "inspection",
  "denial",
  "unknown",
  "fall",
  "unconfirmed",
  "bolts",
  "safe",
  "sound",
];

describe("a list of statements", () => {
  it("holds every current statement, the latest published first and undated ones last", async () => {
    expect(await listed({})).toEqual(everything);
  });

  it("holds statements of earlier revisions only when they are asked for", async () => {
    expect(await listed({ include: "superseded" })).toContain("gone");
    expect(await listed({ speaker: "Ann Lee" })).not.toContain("gone");
  });

  describe("is narrowed by one filter", () => {
    const cases: [string, (ids: Archive) => Record<string, unknown>, Label[]][] = [
      ["speaker by id", ({ speakers }) => ({ speaker: String(speakers.lee) }), ["denial", "bolts", "safe"]],
      ["speaker by name, whatever its case", () => ({ speaker: "ann lee" }), ["denial", "bolts", "safe"]],
      ["speaker by alias", () => ({ speaker: "Mayor Lee" }), ["denial", "bolts", "safe"]],
      ["speaker by name without its article", () => ({ speaker: "Transport Board" }), ["unconfirmed"]],
      ["speaker by surname", () => ({ speaker: "ruiz" }), ["sound"]],
      ["no organization by a part of its name", () => ({ speaker: "Transport" }), []],
      ["two speakers", () => ({ speaker: ["Critics", "Bo Ruiz"] }), ["fall", "sound"]],
      ["a speaker's name is no pattern", () => ({ speaker: "%" }), []],
      ["a speaker nobody knows", () => ({ speaker: "Nobody" }), []],
      ["position by id", ({ positions }) => ({ position: String(positions.mayor) }), ["safe"]],
      ["position by part of its title", () => ({ position: "engineer" }), ["sound"]],
      [
        "organization as the speaker and through its people",
        () => ({ organization: "Transport Board" }),
        ["unconfirmed", "sound"],
      ],
      ["organization by id", ({ speakers }) => ({ organization: String(speakers.city) }), ["safe"]],
      ["document", ({ documents }) => ({ document: String(documents.may) }), ["inspection", "denial"]],
      [
        "publisher by id",
        ({ publishers }) => ({ publisher: String(publishers.courier) }),
        ["inspection", "denial"],
      ],
      [
        "publisher by name without its article",
        () => ({ publisher: "daily herald" }),
        ["unknown", "fall", "unconfirmed", "bolts", "safe"],
      ],
      ["kind", () => ({ kind: "direct" }), ["bolts"]],
      ["kinds in one parameter", () => ({ kind: "direct,mixed" }), ["bolts", "sound"]],
      ["kinds in several parameters", () => ({ kind: ["direct", "mixed"] }), ["bolts", "sound"]],
      ["stance", () => ({ stance: "denies" }), ["denial"]],
      ["medium", () => ({ medium: "interview" }), ["bolts"]],
      ["status of the claim", () => ({ status: "unconfirmed" }), ["inspection", "unconfirmed"]],
      [
        "status: nobody has looked is not unconfirmed",
        () => ({ status: "unchecked" }),
        ["unknown", "fall", "bolts", "safe", "sound"],
      ],
      ["status of the statement itself", () => ({ attribution_status: "confirmed" }), []],
      ["review", () => ({ review: "accepted" }), ["bolts"]],
      ["claim", ({ claims }) => ({ claim: String(claims.inspected) }), ["inspection", "unconfirmed"]],
      ["anonymous", () => ({ anonymous: "true" }), ["inspection"]],
      ["not anonymous", () => ({ anonymous: "false" }), everything.filter((label) => label !== "inspection")],
      ["published from", () => ({ published_from: "2024-03-03" }), ["inspection", "denial"]],
      [
        "published to, which undated ones never match",
        () => ({ published_to: "2024-03-02" }),
        ["unknown", "fall", "unconfirmed", "bolts", "safe"],
      ],
      [
        "published within a month",
        () => ({ published_from: "2024-05", published_to: "2024-05" }),
        ["inspection", "denial"],
      ],
      ["said from", () => ({ said_from: "2024-04" }), ["denial"]],
      [
        "said to, which statements without a day never match",
        () => ({ said_to: "2024-12-31" }),
        ["denial", "inspection", "safe"],
      ],
      [
        "said in the middle of a month of which only the month is known",
        () => ({ said_from: "2024-03-15", said_to: "2024-03-20" }),
        ["inspection"],
      ],
      [
        "said within a year",
        () => ({ said_from: "2024", said_to: "2024" }),
        ["denial", "inspection", "safe"],
      ],
    ];
    it.each(cases)("%s", async (_name, query, expected) => {
      expect((await listed(query(archive))).toSorted()).toEqual(expected.toSorted());
    });
  });

  it.each<[Record<string, unknown>, Label[]]>([
    [{ speaker: "Ann Lee", stance: "denies" }, ["denial"]],
    [{ speaker: "Ann Lee", kind: "direct", medium: "interview", publisher: "Daily Herald" }, ["bolts"]],
    [{ organization: "Transport Board", status: "unconfirmed" }, ["unconfirmed"]],
    [{ q: "bridge", anonymous: "true", status: "unconfirmed" }, ["inspection"]],
    [{ speaker: "Ann Lee", position: "mayor", said_from: "2024-03-01", said_to: "2024-03-01" }, ["safe"]],
    [{ speaker: "Critics", stance: "denies" }, []],
  ])("is narrowed by several filters together: %j", async (query, expected) => {
    expect((await listed(query)).toSorted()).toEqual(expected.toSorted());
  });

  it("finds what was said under a merged speaker's name by either id, and shows the survivor", async () => {
    const rows = await stored.query<{ id: string }>(
      "INSERT INTO speakers (type, name, key) VALUES ('person', 'A. Ruiz', 'person:a ruiz') RETURNING id",
    );
    const survivor = rows[0]!.id;
    await stored.query("UPDATE speakers SET merged_into_id = $1 WHERE id = $2", [
      survivor,
      String(archive.speakers.ruiz),
    ]);
    for (const speaker of [survivor, String(archive.speakers.ruiz), "Bo Ruiz", "A. Ruiz"]) {
      expect(await listed({ speaker }), speaker).toEqual(["sound"]);
    }
    const { body } = await api.request.get(`/v1/statements/${archive.statements.sound}`);
    expect(body).toMatchObject({ speaker: { id: survivor, name: "A. Ruiz" }, chain: [{ id: survivor }, {}] });
    await stored.query("UPDATE speakers SET merged_into_id = NULL WHERE id = $1", [
      String(archive.speakers.ruiz),
    ]);
  });

  it("gives what people said who were merged in one order, page by page, whoever of them is asked about", async () => {
    const [lee, ruiz] = [String(archive.speakers.lee), String(archive.speakers.ruiz)];
    await stored.query("UPDATE speakers SET merged_into_id = $1 WHERE id = $2", [lee, ruiz]);
    for (const sort of ["-published_on", "published_on"]) {
      for (const speaker of [lee, ruiz]) {
        const paged: Label[] = [];
        let cursor: string | null | undefined;
        do {
          const { body } = await api.request
            .get("/v1/statements")
            .query({ speaker, sort, limit: 1, ...(cursor && { cursor }) });
          const { data, page } = body as { data: { id: string }[]; page: { next_cursor: string | null } };
          paged.push(...data.map(({ id }) => labelOf(id)));
          cursor = page.next_cursor;
        } while (cursor);
        expect(paged).toHaveLength(4);
        expect(paged).toEqual(await listed({ speaker: "Ann Lee", sort }));
      }
    }
    await stored.query("UPDATE speakers SET merged_into_id = NULL WHERE id = $1", [ruiz]);
  });

  it("is empty, and no error, where nothing fits", async () => {
    const { status, body } = await api.request.get("/v1/statements").query({ q: "volcano" });
    expect([status, body]).toEqual([200, { data: [], page: { next_cursor: null, has_more: false } }]);
  });

  it("refuses a name that fits too many, and says so", async () => {
    await stored.query(`INSERT INTO positions (speaker_id, title, key)
      SELECT ${archive.speakers.lee}, 'Deputy ' || n, 'deputy ' || n FROM generate_series(1, 10001) n`);
    const { status, body } = await api.request.get("/v1/statements").query({ position: "deputy" });
    expect([status, body]).toMatchObject([
      400,
      { code: "invalid_request", errors: [{ in: "query", pointer: "/position" }] },
    ]);
  });

  it.each([
    [{ kind: "verbatim" }, "/kind/0"],
    [{ stance: "denies,maybe" }, "/stance/1"],
    [{ status: "true" }, "/status/0"],
    [{ anonymous: "yes" }, "/anonymous"],
    [{ said_from: "Friday" }, "/said_from"],
    [{ said_to: "2024-02-30" }, "/said_to"],
    [{ published_from: "2024-05", published_to: "2024-04" }, "/published_to"],
    [{ document: "abc" }, "/document/0"],
    [{ claim: "99999999999999999999" }, "/claim/0"],
    [{ sort: "newest" }, "/sort"],
    [{ sort: "relevance" }, "/sort"],
    [{ facets: "kind,colour" }, "/facets/1"],
    [{ include: "everything" }, "/include/0"],
    [{ limit: "0" }, "/limit"],
    [{ limit: "many" }, "/limit"],
    [{ speaker: "" }, "/speaker/0"],
    [{ q: "" }, "/q"],
    [{ q: "a\u0000b" }, "/q"],
    [{ speeker: "Ann Lee" }, "/speeker"],
  ])("refuses %j and points at the fault", async (query, pointer) => {
    const { status, body } = await api.request.get("/v1/statements").query(query);
    expect(status, JSON.stringify(body)).toBe(400);
    expect(body).toMatchObject({ code: "invalid_request", errors: [{ in: "query", pointer }] });
  });
});
