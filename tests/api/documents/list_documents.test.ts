import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn } from "../../support/rows.ts";

const db = testDatabase();
const api = testApp(db);

beforeAll(async () => {
  const rows = rowsIn(db.database);
  const [gazette, bugle] = await Promise.all(
    [
      ["The Gazette", "gazette"],
      ["Daily Bugle", "daily bugle"],
    ].map(([name, key]) => db.database.publisher.create({ data: { name: name!, key: key! } })),
  );
  const documents: [string, string | null, bigint | null, "live" | "retracted"][] = [
    ["Bridge closed", "2025-08-01", gazette!.id, "live"],
    ["Bridge opened 100%", "2025-08-03", gazette!.id, "retracted"],
    ["Harbor closed", "2025-08-03", bugle!.id, "live"],
    ["Road closed", "2025-07-01", bugle!.id, "live"],
    ["Undated bridge", null, null, "live"],
    ["Undated road", null, gazette!.id, "live"],
  ];
  for (const [title, day, publisherId, standing] of documents) {
    await rows.document(`${title}.`, {
      title,
      titleOrigin: "editor",
      standing,
      ...(day !== null && { publishedOn: new Date(day), publishedOnOrigin: "editor" }),
      ...(publisherId !== null && { publisherId, publisherOrigin: "editor" }),
    });
  }
});

/** The titles of all pages, from a walk in pages of the size. */
async function titles(query: string, limit = 100): Promise<string[]> {
  const found: string[] = [];
  for (let cursor = ""; ;) {
    const { status, body } = await api.request.get(`/v1/documents?${query}&limit=${limit}${cursor}`);
    expect(status).toBe(200);
    found.push(...body.data.map(({ title }: { title: string }) => title));
    if (!body.page.has_more) return found;
    cursor = `&cursor=${body.page.next_cursor}`;
  }
}

const newestFirst = [
  "Harbor closed",
  "Bridge opened 100%",
  "Bridge closed",
  "Road closed",
  "Undated road",
  "Undated bridge",
];

describe("GET /v1/documents", () => {
  it.each([
    ["", newestFirst],
    ["sort=-published_on", newestFirst],
    ["sort=published_on", newestFirst.toReversed()],
    [
      "sort=recorded_at",
      [
        "Bridge closed",
        "Bridge opened 100%",
        "Harbor closed",
        "Road closed",
        "Undated bridge",
        "Undated road",
      ],
    ],
    ["publisher=gazette", ["Bridge opened 100%", "Bridge closed", "Undated road"]],
    [
      "publisher=The%20Gazette&publisher=Daily%20Bugle&published_from=2025-08-01",
      ["Harbor closed", "Bridge opened 100%", "Bridge closed"],
    ],
    ["published_to=2025-08-01", ["Bridge closed", "Road closed"]],
    ["published_from=2025-08-01&published_to=2025-08-01", ["Bridge closed"]],
    ["standing=retracted", ["Bridge opened 100%"]],
    ["standing=live,retracted&publisher=Daily%20Bugle", ["Harbor closed", "Road closed"]],
    ["q=closed%20bridge", ["Bridge closed"]],
    ["q=100%25", ["Bridge opened 100%"]],
    ["q=nothing", []],
    ["publisher=nobody", []],
  ])("200: answers %j", async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it.each(["", "sort=published_on", "sort=-recorded_at", "publisher=gazette"])(
    "200: pages of any size hold the same documents (%j)",
    async (query) => {
      const all = await titles(query);
      for (const limit of [1, 2, 4]) expect(await titles(query, limit)).toEqual(all);
    },
  );

  it.each([
    ["published_from=august", "/published_from"],
    ["standing=lost", "/standing"],
    ["sort=title", "/sort"],
    ["q=", "/q"],
    ["q=%20", "/q"],
    ["publishers=gazette", "publisher"],
    ["limit=0", "/limit"],
  ])("400: refuses %s and names it", async (query, named) => {
    const answer = await api.request.get(`/v1/documents?${query}`);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(named);
  });
});
