/** Speakers, read as JSON that Postgres builds. */
import { allOf, oneOf } from "../../database/choices.ts";
import { remembered, type DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, firstRows, keyColumn, orderBy, type Key } from "../../database/keyset.ts";
import type { Versioned } from "../../http/app.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { speakerOrders, type SpeakerSort } from "./orders.ts";
import { speakerDetailJson, speakerSummaryJson } from "./present.ts";
import type { SpeakerQuery } from "./schemas.ts";
import type { AskedWord } from "./name-question.ts";
import { askAboutName, beginningWith, isBeginning, meantBy } from "./search.ts";

/** A speaker by an id of its own or of one that was merged into it; the JSON says which. */
export async function findSpeaker(session: DatabaseSession, id: string): Promise<Versioned | null> {
  const [row] = await session.$queryRaw<Versioned[]>`
    SELECT ${Prisma.raw(speakerDetailJson)} AS json, s.version
      FROM speakers asked JOIN speakers_by_id s ON s.id = asked.canonical_id WHERE asked.id = ${id}::text::bigint ${Prisma.raw(remembered)}`;
  return row ?? null;
}

export async function listSpeakers(
  session: DatabaseSession,
  { q, type }: SpeakerQuery,
  sort: SpeakerSort,
  { limit, after: key }: PageRequest<Key>,
): Promise<Page<Key>> {
  const asked = q === undefined ? null : await askAboutName(session, q);
  if (asked?.length === 0) return page<Key>([], limit);
  const order = speakerOrders[sort];
  const found =
    sort === "relevance" && asked !== null && isBeginning(asked)
      ? Prisma.sql`SELECT s.*, found.relevance FROM ${beginningWith(asked[0]!.word, type, key, limit)} found
          JOIN speakers_by_id s ON s.id = found.id`
      : Prisma.sql`SELECT s.* FROM ${candidates(asked, sort)} s
          WHERE ${allOf([...oneOf("s.type", "speaker_type", type), ...after(order, key)])}`;
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(speakerSummaryJson)} AS json, ${keyColumn(order)} AS key
      FROM ${firstRows(Prisma.sql`SELECT * FROM (${found}) s ORDER BY ${orderBy(order)}`, limit)} s
     ORDER BY ${orderBy(order)} ${Prisma.raw(remembered)}`;
  return page(rows, limit);
}

/** The speakers to choose from, with what the order needs beside their own columns. Those that were merged are none. */
function candidates(asked: readonly AskedWord[] | null, sort: SpeakerSort): Prisma.Sql {
  const columns = [Prisma.sql`s.*`];
  const from = [asked === null ? Prisma.sql`speakers s` : Prisma.sql`speakers_by_id s`];
  if (asked !== null) {
    columns.push(Prisma.sql`found.relevance`);
    from.push(Prisma.sql`JOIN ${meantBy(asked)} found ON found.id = s.id`);
  }
  if (sort.endsWith("statement_count")) {
    columns.push(Prisma.sql`counted.statement_count`);
    from.push(Prisma.sql`JOIN speaker_counts counted ON counted.speaker_id = s.id`);
  }
  // Words and counts are those of speakers that were not merged.
  if (from.length === 1) from.push(Prisma.sql`WHERE s.canonical_id = s.id`);
  return Prisma.sql`(SELECT ${Prisma.join(columns)} FROM ${Prisma.join(from, " ")})`;
}
