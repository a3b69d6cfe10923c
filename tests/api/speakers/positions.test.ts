import { beforeAll, describe, expect, it } from "vitest";
import type { StoredText } from "../../support/rows.ts";
import { codeOf, speakerDesk } from "./speaker-desk.ts";

const { stored, api, rows, read, readPath, create, patch, merge } = speakerDesk();
let document: StoredText;

beforeAll(async () => {
  document = await rows.document("Senator Kim Vale said the mill will open.", {
    publishedOn: new Date("2025-06-01"),
    publishedOnOrigin: "editor",
  });
});

async function valeWith(
  printed: { title: string; validFrom?: Date; validUntil?: Date } | null,
  said?: string,
) {
  const speaker = await rows.speaker("Kim Vale");
  const position =
    printed === null
      ? null
      : await stored.database.position.create({
          data: { speakerId: speaker, key: `${printed.title.toLowerCase()}|`, ...printed },
        });
  const statement = await rows.statement({
    in: document,
    content: "the mill will open",
    cue: "said",
    attributedAs: "Senator Kim Vale",
    speakerId: speaker,
    positionId: position?.id ?? null,
    ...(said === undefined ? {} : { saidOn: new Date(said), saidPrecision: "day" }),
  });
  return { speaker, statement, position };
}

const record = (speaker: bigint, body: object) => create(`/v1/speakers/${speaker}/positions`, body);

/** The position shown, the one printed, and whether they are in conflict. */
async function shown(statement: bigint) {
  const { body } = await api.request.get(`/v1/statements/${statement}`);
  const { position, position_as_printed, position_conflict } = body as Record<
    string,
    { title: string } | null
  >;
  return [position?.title ?? null, position_as_printed?.title ?? null, position_conflict];
}

describe("POST /v1/speakers/{id}/positions", () => {
  it("records where somebody was what, from when to when", async () => {
    const speaker = await rows.speaker("Pat Post");
    const { status, body, headers } = await record(speaker, {
      title: "Harbour Master",
      organization: { name: "Port of Elm" },
      valid_from: "2020-01-01",
      valid_until: "2024-12-31",
    });
    expect(status).toBe(201);
    expect(headers["location"]).toBe(`/v1/positions/${body.id}`);
    expect((await readPath(`/v1/positions/${body.id}`)).body).toMatchObject({
      speaker: { id: String(speaker), name: "Pat Post" },
      title: "Harbour Master",
      organization: { name: "Port of Elm", type: "organization" },
      valid_from: "2020-01-01",
      valid_until: "2024-12-31",
      origin: "editor",
    });
    expect((await read(speaker)).body.positions.map(({ title }) => title)).toEqual(["Harbour Master"]);
  });

  it("takes the same position twice from different days, and refuses it twice from the same", async () => {
    const speaker = await rows.speaker("Grover Again");
    const term = { title: "President", valid_from: "1885-03-04", valid_until: "1889-03-03" };
    expect((await record(speaker, term)).status).toBe(201);
    expect(codeOf(await record(speaker, term))).toEqual([409, "name_taken"]);
    expect((await record(speaker, { ...term, valid_from: "1893-03-04", valid_until: null })).status).toBe(
      201,
    );
  });

  it.each([
    ["an end before the beginning", { valid_from: "2020-01-02", valid_until: "2020-01-01" }, 400],
    ["a day that does not exist", { valid_from: "2021-02-29" }, 400],
    ["a title of nothing", { title: "" }, 400],
    ["an organisation that does not exist", { organization: { id: "999999" } }, 422],
  ])("refuses %s, and writes nothing", async (_, fields, status) => {
    const speaker = await rows.speaker("Bad Period");
    const count = () => Promise.all([stored.database.position.count(), stored.database.event.count()]);
    const before = await count();
    expect((await record(speaker, { title: "Clerk", ...fields })).status).toBe(status);
    expect(await count()).toEqual(before);
  });

  it("refuses an organisation that is a person, and a speaker who does not exist", async () => {
    const person = await rows.speaker("No Firm");
    const position = { title: "Clerk", organization: { id: String(person) } };
    expect(codeOf(await record(person, position))).toEqual([422, "reference_not_found"]);
    expect(codeOf(await record(999_999n, { title: "Clerk" }))).toEqual([404, "speaker_not_found"]);
  });
});

describe("PATCH /v1/positions/{id}", () => {
  it("changes what is sent and logs it", async () => {
    const { position } = await valeWith({ title: "Senator" });
    const path = `/v1/positions/${position!.id}`;
    const changed = await patch(path, { valid_from: "2019-01-03", valid_until: "2025-01-20" });
    expect(changed.body).toMatchObject({ title: "Senator", valid_from: "2019-01-03", origin: "printed" });
    expect(codeOf(await patch(path, { valid_until: "2018-01-01" }))).toEqual([400, "invalid_request"]);
    expect(codeOf(await patch(path, { title: "X" }, null))).toEqual([428, "version_required"]);
    expect(codeOf(await patch(path, { title: "X" }, '"1-x"'))).toEqual([412, "stale_version"]);
    const events = await stored.database.event.findMany({
      where: { resourceType: "positions", resourceId: position!.id },
    });
    expect(events.map(({ difference }) => difference)).toEqual([
      { valid_from: { from: null, to: "2019-01-03" }, valid_until: { from: null, to: "2025-01-20" } },
    ]);
  });
});

describe("a statement", () => {
  it("shows the printed position, without conflict, while nothing else is on record", async () => {
    const { statement } = await valeWith({ title: "Senator" });
    expect(await shown(statement)).toEqual(["Senator", "Senator", false]);
  });

  it("shows the position on record for the day when the article prints none", async () => {
    const { speaker, statement } = await valeWith(null, "2025-05-30");
    await record(speaker, { title: "Secretary of State", valid_from: "2025-01-21" });
    expect(await shown(statement)).toEqual(["Secretary of State", null, false]);
  });

  it("flags a printed position when another one is on record for the day", async () => {
    const { speaker, statement } = await valeWith({ title: "Senator" }, "2025-05-30");
    await record(speaker, { title: "Secretary of State", valid_from: "2025-01-21" });
    expect(await shown(statement)).toEqual(["Secretary of State", "Senator", true]);
  });

  it("flags a printed position that was held at another time", async () => {
    const { statement } = await valeWith(
      { title: "Senator", validFrom: new Date("2011-01-03"), validUntil: new Date("2025-01-20") },
      "2025-05-30",
    );
    expect(await shown(statement)).toEqual(["Senator", "Senator", true]);
  });

  it("does not flag the same position in other words, nor one of several that were held at once", async () => {
    const { speaker, statement } = await valeWith({ title: "U.S. Secretary of State" }, "2025-05-30");
    await record(speaker, { title: "Secretary of State", valid_from: "2025-01-21" });
    await record(speaker, { title: "Archivist", valid_from: "2025-02-16" });
    expect(await shown(statement)).toEqual(["Secretary of State", "U.S. Secretary of State", false]);
  });

  it.each([
    ["2025-01-20", "Senator"],
    ["2025-01-21", "Secretary of State"],
  ])("of %s shows what its speaker was on that day", async (day, title) => {
    const { speaker, statement } = await valeWith(null, day);
    await record(speaker, { title: "Senator", valid_from: "2011-01-03", valid_until: "2025-01-20" });
    await record(speaker, { title: "Secretary of State", valid_from: "2025-01-21" });
    expect((await shown(statement))[0]).toBe(title);
  });

  it("is dated by its publication where the day of saying is not known", async () => {
    const { speaker, statement } = await valeWith(null);
    await record(speaker, { title: "Secretary of State", valid_from: "2025-06-01" });
    expect((await shown(statement))[0]).toBe("Secretary of State");
  });

  it("sees what is on record of those its speaker was merged with", async () => {
    const { speaker, statement } = await valeWith({ title: "Senator" }, "2025-05-30");
    const full = await rows.speaker("Kimberley Vale");
    await record(full, { title: "Secretary of State", valid_from: "2025-01-21" });
    await merge(speaker, full);
    expect(await shown(statement)).toEqual(["Secretary of State", "Senator", true]);
  });
});
