import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { seededDatabase } from "../../support/database.ts";

const stored = seededDatabase();
const api = testApp(stored);
let desk: string;

type Body = Record<string, unknown> & { data?: { id: string; text?: string }[] };

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await api.request.get(`/v1${path}`).set(headers);
  return { status: answer.status, body: answer.body as Body, headers: answer.headers };
}

/** Now, by the clock that records; nothing else is recorded at the same instant. */
async function instant(): Promise<string> {
  await stored.query("SELECT pg_sleep(0.005)");
  const [row] = await stored.query<{ at: Date }>("SELECT clock_timestamp() AS at");
  await stored.query("SELECT pg_sleep(0.005)");
  return row!.at.toISOString();
}

async function write(method: "post" | "patch", path: string, body: object): Promise<Body> {
  const answer = await api.request[method](`/v1${path}`)
    .set({ authorization: desk, "if-match": "*" })
    .send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as Body;
}

const LISTS = ["documents", "statements", "speakers", "sources", "claims", "confirmations"] as const;

beforeAll(async () => {
  desk = await api.authorization("curate", "confirm", "ingest");
});

describe("as_of", () => {
  it("gives, for every list and every resource in it, what was known then", async () => {
    const paths = (
      await Promise.all(
        LISTS.map(async (name) => [
          `/${name}?limit=100`,
          ...(await get(`/${name}`)).body.data!.map(({ id }) => `/${name}/${id}`),
        ]),
      )
    ).flat();
    const before = await Promise.all(paths.map((path) => get(path)));
    const then = await instant();

    // Something changes of everything.
    const statements = (await get("/statements?limit=100")).body.data!;
    const claims = (await get("/claims")).body.data!;
    const [speaker] = (await get("/speakers?q=Anna Kelly")).body.data!;
    for (const { id } of statements.slice(0, 5))
      await write("post", `/statements/${id}/reviews`, { decision: "accepted" });
    await write("post", `/statements/${statements[6]!.id}/reviews`, {
      decision: "rejected",
      reason: "Not said",
    });
    await write("post", `/statements/${statements[7]!.id}/reviews`, {
      decision: "corrected",
      correction: { stance: "questions", speaker: { id: speaker!.id } },
    });
    for (const { id } of claims)
      await write("post", "/confirmations", {
        about: { type: "claim", id },
        status: "confirmed",
        party: { type: "newsroom" },
        evidence: { type: "url", url: "https://example.org", quotation: "So it is." },
      });
    await write("patch", `/speakers/${speaker!.id}`, { name: "Anna Renamed", aliases: ["A. R."] });
    await write("post", `/claims/${claims[0]!.id}/merge`, { into: claims[1]!.id });
    await write("post", "/documents", {
      text: 'Mayor Ann Lee said on Friday that the bridge will stay closed. "We have no money," she told reporters.',
      url: "https://www.example.org/news/bridge",
      publisher: "The Example Gazette",
    });

    const asOf = `as_of=${encodeURIComponent(then)}`;
    const past = await Promise.all(
      paths.map((path) => get(`${path}${path.includes("?") ? "&" : "?"}${asOf}`)),
    );
    paths.forEach((path, index) => {
      expect(past[index]!.body, path).toEqual(before[index]!.body);
    });
    const now = await Promise.all(paths.map((path) => get(path)));
    const changed = paths.filter(
      (_, index) => JSON.stringify(now[index]!.body) !== JSON.stringify(before[index]!.body),
    );
    for (const name of ["/claims/", "/statements/", "/speakers/", "/claims?", "/statements?", "/documents?"])
      expect(
        changed.some((path) => path.startsWith(name)),
        name,
      ).toBe(true);
  });
});

describe("bad instants", () => {
  it.each([
    ["2999-01-01T00:00:00Z", "must not be in the future"],
    ["yesterday", "must be an instant"],
    ["2025-08-09", "must be an instant"],
    ["0000-01-01T00:00:00Z", "must not be before 1970"],
  ])("such as %s are refused with what is wrong", async (asOf, detail) => {
    for (const path of ["/claims", "/claims/1", "/documents/1/text"]) {
      const { status, body } = await get(`${path}?as_of=${asOf}`);
      expect(status).toBe(400);
      expect(body["errors"]).toEqual([
        { in: "query", pointer: "/as_of", detail: expect.stringContaining(detail) as string },
      ]);
    }
  });
});

describe("before anything was recorded", () => {
  it.each(LISTS)(
    "there are no %s, and one that came later is not found and told as of when",
    async (name) => {
      const asOf = "as_of=2020-01-01T00:00:00Z";
      expect((await get(`/${name}?${asOf}`)).body.data).toEqual([]);
      const [item] = (await get(`/${name}`)).body.data!;
      const { status, body } = await get(`/${name}/${item!.id}?${asOf}`);
      expect(status).toBe(404);
      expect(body["detail"]).toMatch(/as of 2020-01-01T00:00:00.000Z/);
    },
  );
});

describe("a page of the past", () => {
  it("goes on in the same past, and its cursor in no other", async () => {
    const then = await instant();
    const first = await get(`/statements?limit=3&as_of=${then}`);
    const { next_cursor: cursor } = first.body["page"] as { next_cursor: string };
    const second = await get(`/statements?limit=3&as_of=${then}&cursor=${cursor}`);
    const both = await get(`/statements?limit=6&as_of=${then}`);
    expect([...first.body.data!, ...second.body.data!]).toEqual(both.body.data);
    for (const other of ["", `&as_of=${await instant()}`]) {
      const { status, body } = await get(`/statements?limit=3${other}&cursor=${cursor}`);
      expect([status, body["code"]]).toEqual([400, "cursor_of_another_query"]);
    }
  });
});

describe("Memento (RFC 7089)", () => {
  const httpDate = async () => {
    await stored.query("SELECT pg_sleep(1)");
    return new Date(await instant()).toUTCString();
  };

  it("answers Accept-Datetime as it answers as_of, and says of when and where the answer is", async () => {
    const then = await httpDate();
    const [{ id }] = (await get("/claims")).body.data as [{ id: string }];
    const asOf = await get(`/claims/${id}?as_of=${new Date(then).toISOString()}`);
    await write("post", `/confirmations`, {
      about: { type: "claim", id },
      status: "retracted",
      party: { type: "newsroom" },
      evidence: { type: "url", url: "https://example.org", quotation: "So it is not." },
    });
    const negotiated = await get(`/claims/${id}`, { "accept-datetime": then });
    expect(negotiated.body).toEqual(asOf.body);
    expect(negotiated.headers).toMatchObject({
      "memento-datetime": then,
      "content-location": `/v1/claims/${id}?as_of=${new Date(then).toISOString()}`,
      link: `</v1/claims/${id}>; rel="original timegate", </v1/claims/${id}/timemap>; rel="timemap"; type="application/link-format"`,
      vary: expect.stringContaining("accept-datetime") as string,
    });
    expect(asOf.headers["memento-datetime"]).toBe(then);
    expect(asOf.headers["content-location"]).toBeUndefined();
    const now = await get(`/claims/${id}`);
    expect(now.body).not.toEqual(asOf.body);
    expect(now.headers["memento-datetime"]).toBeUndefined();
    expect(now.headers["vary"]).toContain("accept-datetime");
  });

  it("takes a datetime that is still to come for now", async () => {
    const { status, headers } = await get("/claims/1", {
      "accept-datetime": "Tue, 01 Jan 2999 00:00:00 GMT",
    });
    expect(status).toBe(200);
    expect(headers["memento-datetime"]).toBeUndefined();
  });

  it.each(["yesterday", "2025-08-09T12:00:00Z", "Mon, 09 Aug 2025 12:00:00 GMT", ""])(
    "refuses the malformed datetime %j",
    async (header) => {
      const { status, body } = await get("/claims/1", { "accept-datetime": header });
      expect([status, body["errors"]]).toMatchObject([400, [{ in: "header", pointer: "/accept-datetime" }]]);
    },
  );
});
