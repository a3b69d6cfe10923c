/** GET /v1/{resource}/{id}/timemap */
import { beforeAll, describe, expect, it } from "vitest";
import { mementosMost, timeMapOf } from "../../../src/modules/history/time-map.ts";
import { testApp } from "../../support/app.ts";
import { seededDatabase } from "../../support/database.ts";

const stored = seededDatabase();
const api = testApp(stored);

beforeAll(async () => {
  const authorization = await api.authorization("curate");
  for (const name of ["Claudia", "Claudia Sheinbaum Pardo"]) {
    await api.request
      .patch("/v1/speakers/8")
      .set({ authorization, "if-match": "*" })
      .send({ name })
      .expect(200);
  }
});

interface Link {
  readonly target: string;
  readonly rel: string[];
  readonly datetime: string | undefined;
}

const linksIn = (text: string): Link[] =>
  text.split(",\n").map((link) => ({
    target: /^<([^>]*)>/.exec(link)![1]!,
    rel: /rel="([^"]*)"/.exec(link)![1]!.split(" "),
    datetime: /datetime="([^"]*)"/.exec(link)?.[1],
  }));

const timeMap = async (path: string): Promise<Link[]> => {
  const { status, headers, text, body } = await api.request.get(path).buffer(true);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(headers["content-type"]).toMatch(/^application\/link-format/);
  return linksIn(text ?? String(body));
};

describe("a TimeMap", () => {
  it.each(["documents", "statements", "speakers", "sources", "claims", "utterances"])(
    "of one of the %s is named by the resource, and links to states that say when they are from",
    async (table) => {
      const path = `/v1/${table}/1`;
      const { headers } = await api.request.get(path).expect(200);
      expect(headers["link"]).toContain(`<${path}/timemap>; rel="timemap"; type="application/link-format"`);
      const links = await timeMap(`${path}/timemap`);
      expect(links[0]).toMatchObject({ target: path, rel: ["original", "timegate"] });
      expect(links[1]).toMatchObject({ target: `${path}/timemap`, rel: ["self"] });
      const mementos = links.filter(({ rel }) => rel.includes("memento"));
      expect(mementos.length).toBeGreaterThan(0);
      for (const { target, datetime } of mementos) {
        const memento = await api.request.get(target).expect(200);
        expect(memento.headers["memento-datetime"]).toBe(datetime);
      }
    },
  );

  it("has a link for every change, each to the state that began then", async () => {
    const mementos = (await timeMap("/v1/speakers/8/timemap")).filter(({ rel }) => rel.includes("memento"));
    expect(mementos[0]!.rel).toEqual(["first", "memento"]);
    expect(mementos.at(-1)!.rel).toEqual(["last", "memento"]);
    const names: string[] = [];
    for (const { target } of mementos) names.push((await api.request.get(target)).body.name);
    expect(names).toEqual(["Claudia Sheinbaum", "Claudia", "Claudia Sheinbaum Pardo"]);
    const then = /as_of=(.*)/.exec(mementos[0]!.target)![1]!;
    const later = await timeMap(`/v1/speakers/8/timemap?after=${then}`);
    expect(later.filter(({ rel }) => rel.includes("memento")).map(({ target }) => target)).toEqual(
      mementos.slice(1).map(({ target }) => target),
    );
  });

  it("that has very many links goes on in another one, with none lost or doubled between", () => {
    const instants = Array.from(
      { length: mementosMost + 5 },
      (_, n) => new Date(1_700_000_000_000 + n * 1000),
    );
    const links = linksIn(timeMapOf("/v1/claims/1", instants.slice(0, mementosMost + 1), null));
    const next = links.at(-1)!;
    expect(next.rel).toEqual(["timemap"]);
    const after = new Date(/after=(.*)/.exec(next.target)![1]!);
    const rest = linksIn(
      timeMapOf(
        "/v1/claims/1",
        instants.filter((instant) => instant > after),
        after,
      ),
    );
    const mementos = [...links, ...rest].filter(({ rel }) => rel.includes("memento"));
    expect(mementos.map(({ datetime }) => datetime)).toEqual(
      instants.map((instant) => instant.toUTCString()),
    );
    expect(mementos.filter(({ rel }) => rel.length > 1).map(({ rel }) => rel[0])).toEqual(["first", "last"]);
  });

  it.each([
    ["/v1/claims/999999/timemap", 404],
    ["/v1/claims/x/timemap", 400],
    ["/v1/claims/1/timemap?after=yesterday", 400],
    ["/v1/claims/1/timemap?after=0000-01-01T00:00:00Z", 400],
    ["/v1/confirmations/1/timemap", 404],
  ])("%s is refused with %i", async (path, status) => {
    expect((await api.request.get(path)).status).toBe(status);
  });
});
