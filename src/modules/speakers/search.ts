/**
 * Finding speakers by what somebody types of a name, as SQL. `speaker_words` has a row for each word of each speaker's
 * names, with the number of the speaker's statements, kept by triggers: what is likeliest meant is read first.
 */
import { oneOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma, type SpeakerType } from "../../database/generated/client.ts";
import { after, firstRows, type Key } from "../../database/keyset.ts";
import { COSTS, readNameQuestion, type AskedWord, type TypedWord } from "./name-question.ts";
import { speakerOrders } from "./orders.ts";

/** Words of names nearly spelt like a typed one that are looked at. */
const alikeMost = 200;
/** Shorter words are nearly spelt like too many. */
const leastLetters = 4;
/** Words as short as these begin so many names that, beside longer ones, they are only looked up in those that fit. */
const shortWord = 2;

/** Reads what is typed as names are read, and what its words may be meant as; nothing where there are no words. */
export async function askAboutName(session: DatabaseSession, q: string): Promise<AskedWord[]> {
  return readNameQuestion(
    await session.$queryRaw<TypedWord[]>`
      SELECT typed.word, ARRAY(
               SELECT n.word FROM name_words n
                WHERE length(typed.word) >= ${leastLetters}::int AND n.neighbours && word_neighbours(typed.word)
                LIMIT ${alikeMost}) AS alike
        FROM unnest(words_of_name(${q})) WITH ORDINALITY AS typed(word, nth) ORDER BY typed.nth`,
  );
}

/** How likely a speaker is meant who is quoted so often, at the cost of the reading. */
const relevance = (statementCount: string, cost: string): string =>
  `((${statementCount} + 1) * exp(-(${cost}) / 1000.0::float8))::real`;

/** One word of up to three letters, such as somebody begins with; its speakers stand in an index in their order. */
export function isBeginning(asked: readonly AskedWord[]): boolean {
  const [only, ...others] = asked;
  const letters = Array.from(only?.word ?? "").length;
  return letters > 0 && letters <= 3 && others.length === 0 && only!.readings.length <= 2;
}

/**
 * The first speakers, as a table of `id` and `relevance`, with a word that begins with these letters: at most twice as
 * many rows as asked for are read from the index of that many letters, and no others.
 */
export function beginningWith(
  letters: string,
  types: readonly SpeakerType[] | undefined,
  key: Key | null,
  limit: number,
): Prisma.Sql {
  const length = Prisma.raw(String(Array.from(letters).length));
  const [ofType, joined] =
    types === undefined
      ? [Prisma.sql`true`, Prisma.empty]
      : [
          Prisma.join(oneOf("named.type", "speaker_type", types)),
          Prisma.sql`JOIN speakers_by_id named ON named.id = w.speaker_id`,
        ];
  const ordered = (condition: Prisma.Sql, cost: number): Prisma.Sql => {
    const likely = { sql: relevance("w.statement_count", String(cost)), type: "real" } as const;
    const columns = [likely, { sql: "w.speaker_id", type: "bigint" }] as const;
    const conditions = [condition, ofType, ...after({ ...speakerOrders.relevance, columns }, key)];
    // In the order of the index, which is that of the relevance at one cost; a speaker may have two such words.
    return firstRows(
      Prisma.sql`SELECT w.speaker_id AS id, ${Prisma.raw(likely.sql)} AS relevance FROM speaker_words w ${joined}
         WHERE ${Prisma.join(conditions, " AND ")} GROUP BY w.statement_count, w.speaker_id
         ORDER BY w.statement_count DESC, w.speaker_id DESC`,
      limit,
    );
  };
  const alsoNamed = (condition: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`EXISTS (SELECT FROM speaker_words other WHERE other.speaker_id = w.speaker_id AND ${condition})`;
  const begins = (alias: string): Prisma.Sql =>
    Prisma.sql`left(${Prisma.raw(alias)}.word, ${length}) = ${letters} AND NOT ${Prisma.raw(alias)}.initials`;
  if (Array.from(letters).length === 1) return ordered(begins("w"), COSTS.beginning);
  const whole = (alias: string): Prisma.Sql =>
    Prisma.sql`${Prisma.raw(alias)}.word = ${letters} AND NOT ${Prisma.raw(alias)}.initials`;
  const isLonger = Prisma.sql`${begins("w")} AND NOT ${alsoNamed(whole("other"))}`;
  const isInitials = Prisma.sql`w.word = ${letters} AND w.initials AND NOT ${alsoNamed(begins("other"))}`;
  return Prisma.sql`(SELECT * FROM ${ordered(whole("w"), 0)} whole
    UNION ALL SELECT * FROM ${ordered(isLonger, COSTS.beginning)} longer
    UNION ALL SELECT * FROM ${ordered(isInitials, COSTS.initials)} initials)`;
}

/** All speakers whom the words may mean, as a table of `id` and `relevance`. */
export function meantBy(asked: readonly AskedWord[]): Prisma.Sql {
  const isLong = ({ word }: AskedWord): boolean => Array.from(word).length > shortWord;
  const sought = asked.some(isLong) ? asked.filter(isLong) : asked;
  const readings = asked.flatMap((one, position) =>
    one.readings.map((reading) => ({ ...reading, position, one })),
  );
  const required = asked.filter(({ optional }) => !optional).length;
  // A title by itself is a name; of three words and more, one may be no part of the name that is held.
  const least = required === 0 ? 1 : required - Math.floor(required / 3);
  const missing = (all: number, cost: number, found: string): string =>
    `(${all} - count(*) FILTER (WHERE ${found})) * ${cost}`;
  const costs = [
    "sum(cost)",
    missing(required, COSTS.missing, "NOT optional"),
    missing(asked.length - required, COSTS.missingTitle, "optional"),
  ];
  // Each reading is looked up by itself: in the past, as a join, all words of all names would be read for it.
  const hits = (from: Prisma.Sql, ofSpeaker: Prisma.Sql, isSought: boolean): Prisma.Sql => Prisma.sql`
    SELECT w.speaker_id, a.position, a.optional, min(a.cost + CASE WHEN w.initials THEN ${COSTS.initials}::int ELSE 0 END) AS cost,
           max(w.statement_count) AS statement_count
      FROM ${from} CROSS JOIN LATERAL (
        SELECT * FROM speaker_words w WHERE ${ofSpeaker} AND w.word >= a.first AND w.word <= a.last OFFSET 0) w
     WHERE a.sought = ${isSought} GROUP BY 1, 2, 3`;
  return Prisma.sql`(
    WITH asked AS MATERIALIZED (
      SELECT * FROM unnest(
        ${readings.map(({ position }) => position)}::int[], ${readings.map(({ first }) => first)}::text[],
        ${readings.map(({ last }) => last)}::text[], ${readings.map(({ cost }) => cost)}::int[],
        ${readings.map(({ one }) => one.optional)}::boolean[], ${readings.map(({ one }) => sought.includes(one))}::boolean[])
        AS a(position, first, last, cost, optional, sought)),
    sought AS MATERIALIZED (${hits(Prisma.sql`asked a`, Prisma.sql`true`, true)}),
    hits AS (
      SELECT * FROM sought
      UNION ALL ${hits(
        Prisma.sql`(SELECT DISTINCT speaker_id FROM sought) found CROSS JOIN asked a`,
        Prisma.sql`w.speaker_id = found.speaker_id`,
        false,
      )})
    SELECT s.id, ${Prisma.raw(relevance("s.statement_count", "s.cost"))} AS relevance FROM (
      SELECT speaker_id AS id, max(statement_count) AS statement_count, ${Prisma.raw(costs.join(" + "))} AS cost
        FROM hits GROUP BY 1 HAVING count(*) FILTER (WHERE NOT optional OR ${required === 0}) >= ${least}::int) s)`;
}
