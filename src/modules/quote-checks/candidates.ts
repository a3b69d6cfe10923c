/**
 * Finding the statements that may hold the words asked about, without reading more than a bounded number of postings.
 *
 * A posting list is read up to a cap, so that "I think that" costs no more than a rare phrase. The cap hides nothing
 * where one 3-gram of the quotation is rarer than it: that list is read whole, any statement that holds the words is in
 * it, and whether it is in the lists that were cut off is looked up. Where all the lists are longer, the words are common
 * ones throughout; then the lists of the rarest are read further, and statements that share several of them win. Of a few
 * words of which some were changed no rare 3-gram may be left: they are searched for by stretches with a gap as well.
 */
import { chosenBy } from "../../database/choose.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { DatePrecision, Kind } from "../../extraction/statement.ts";
import { visible } from "../statements/publication.ts";
import type { Gram } from "./grams.ts";
import type { Holdings } from "./singling-out.ts";

/** Postings read of each 3-gram at first. */
const shortListMost = 500;
/** Statements of whole lists that are looked up in the lists that were cut off. */
const lookedUpMost = 500;
/** Statements that are aligned with the quotation: the rest share less with it. */
const candidatesMost = 16;
/** Of those that come behind them, and hold more of the other words. */
const closerMost = 6;
/** Of what the best of them shares; a piece of a stitched quotation shares less than the whole. */
const leastShare = 0.25;
/** Statements among which those of the speaker named are looked for. */
const speakerMatchesMost = 2_000;
/** Rows that a search by words may bring before the best of them are chosen; and where the words are so few that many have them. */
const wordMatchesMost = 100;
const fewWordsMatchesMost = 2_000;

/** Who asks. */
export interface Reader {
  /** Sees only what an editor has accepted or corrected. */
  readonly publishedOnly: boolean;
}

/** A statement as stored, with what decides about its speaker and its day. */
export interface CandidateRow {
  readonly id: string;
  readonly kind: Kind;
  readonly text: string;
  readonly speakerId: string | null;
  /** None where nobody is asked about. */
  readonly speakerNames: readonly string[];
  readonly current: boolean;
  /** To the reader; the others are read because they hold the same words too. */
  readonly visible: boolean;
  /** The first day of it where only the month or the year is known. */
  readonly saidOn: string | null;
  readonly saidPrecision: DatePrecision | null;
  readonly publishedOn: string | null;
}

/** Who asks, and about whom. */
export interface Asker extends Reader {
  /** The name of the speaker asked about; null for nobody, when no names are read. */
  readonly speaker: string | null;
}

/** Statements, and what each shares with the quotation: how seldom its 3-grams are met, in nats. */
interface RunnersUp {
  readonly ids: readonly string[];
  readonly shared: readonly number[];
}

/** What a search by 3-grams finds, and what it tells besides. */
export interface GramSearch {
  readonly rows: CandidateRow[];
  /** Those that come behind them, if they were asked for. */
  readonly runnersUp: RunnersUp;
  /** How many statements hold each 3-gram, as far as was read. */
  readonly holdings: Holdings;
  /** The 3-grams whose lists are longer than was read, the rarest words first. */
  readonly cut: readonly Gram[];
  /** One of the lists was read whole, or there is none. */
  readonly exhaustive: boolean;
  /** Of each word, what the index of words has for it; null for those that it leaves out, as "the". */
  readonly lexemes: readonly (string | null)[];
}

/** The candidate is null where there is none; the rest stands in the first row only. */
interface GramRow extends Omit<CandidateRow, "id"> {
  readonly id: string | null;
  readonly counts: readonly number[] | null;
  readonly held: number;
  readonly lexemes: readonly (string | null)[];
  readonly runnersUp: readonly string[] | null;
  readonly shared: readonly number[] | null;
}

/**
 * The statements that share most with the quotation by its 3-grams, those first that share more. On the same way to the
 * database, words are made lexemes, for a search by words.
 *
 * @param runnersUpMost how many are told besides that share less
 */
export async function findByGrams(
  session: DatabaseSession,
  grams: readonly Gram[],
  words: readonly string[],
  runnersUpMost: number,
  asker: Asker,
): Promise<GramSearch> {
  const rows = await session.$queryRaw<[GramRow, ...GramRow[]]>`
    WITH lists AS MATERIALIZED (
      SELECT gram.nth, hash, bits, ids, coalesce(cardinality(ids), 0) AS n
        FROM unnest(${grams.map(({ hash }) => hash)}::int[], ${grams.map(({ bits }) => bits)}::float8[])
               WITH ORDINALITY AS gram(hash, bits, nth),
             LATERAL (SELECT array_agg(statement_id) AS ids FROM (
               SELECT statement_id FROM statement_grams
                WHERE hash = gram.hash ORDER BY statement_id LIMIT ${shortListMost}) posting) list),
    weighed AS MATERIALIZED (
      SELECT hash, ids, n, ln(1 + greatest(reltuples, 1000) / n)::float8 AS bits
        FROM lists, pg_class WHERE n > 0 AND pg_class.oid = 'public.statements'::regclass),
    hits AS MATERIALIZED (
      SELECT id, sum(bits) AS shared, sum(bits) FILTER (WHERE n < ${shortListMost}) AS of_whole
        FROM weighed, unnest(ids) AS id GROUP BY 1),
    whole AS MATERIALIZED (
      SELECT id, of_whole AS bits FROM (SELECT *, max(of_whole) OVER () AS most FROM hits WHERE of_whole IS NOT NULL) known
       WHERE of_whole >= most * ${leastShare} ORDER BY shared DESC, id LIMIT ${lookedUpMost}),
    -- Where a list was cut off, only the earlier statements count for it: those of whole lists are looked up in the others,
    -- by a subquery, since Postgres would read the others to their ends to join them.
    found AS (
      SELECT id, sum(bits) AS shared FROM (
        SELECT id, bits FROM whole
         UNION ALL
        SELECT statement_id, bits FROM weighed cut, LATERAL (
          SELECT statement_id FROM statement_grams
           WHERE hash = cut.hash AND statement_id = ANY((SELECT array_agg(id) FROM whole)::bigint[]) OFFSET 0) posting
         WHERE n = ${shortListMost}) sums GROUP BY 1
       UNION ALL
      (SELECT id, shared FROM hits WHERE of_whole IS NULL ORDER BY shared DESC, id LIMIT ${candidatesMost})),
    ranked AS MATERIALIZED (
      SELECT id, shared, row_number() OVER (ORDER BY shared DESC, id) AS nth
        FROM (SELECT id, shared, max(shared) OVER () AS most FROM found) sums
       WHERE shared >= most * ${leastShare} ORDER BY shared DESC, id LIMIT ${candidatesMost + runnersUpMost}),
    best AS (SELECT id, nth FROM ranked WHERE nth <= ${candidatesMost}),
    others AS (SELECT array_agg(id) AS ids, array_agg(shared) AS shared FROM ranked WHERE nth > ${candidatesMost}),
    known AS (
      SELECT 1::bigint AS nth, others.ids AS "runnersUp", others.shared, (SELECT array_agg(n ORDER BY nth) FROM lists) AS counts,
             (SELECT reltuples::float8 FROM pg_class WHERE oid = 'public.statements'::regclass) AS held,
             ARRAY(SELECT (tsvector_to_array(to_tsvector('english', word)))[1]
                     FROM unnest(${words}::text[]) WITH ORDINALITY AS asked(word, nth) ORDER BY nth) AS lexemes
        FROM others)
    SELECT ${candidateColumns(asker)}, counts, held, lexemes, "runnersUp", shared FROM best FULL JOIN known USING (nth) ${candidateJoins}`;
  const { counts, held, lexemes, runnersUp, shared } = rows[0];
  const counted = grams
    .map((gram, nth) => ({ gram, count: counts?.[nth] ?? 0 }))
    .filter(({ count }) => count > 0);
  const cut = counted.filter(({ count }) => count === shortListMost).map(({ gram }) => gram);
  return {
    rows: rows.filter((row): row is GramRow & CandidateRow => row.id !== null),
    holdings: {
      statements: Math.max(held, 1),
      holders: new Map(counted.map(({ gram, count }) => [gram.hash, count])),
      countedMost: shortListMost,
    },
    runnersUp: { ids: runnersUp ?? [], shared: shared ?? [] },
    cut,
    exhaustive: counted.length === 0 || cut.length < counted.length,
    lexemes,
  };
}

/**
 * The statements that share most by lists that are read further than at first: some by common 3-grams, and as many by
 * stretches with a gap, which short statements alone have; those of the speaker asked about first.
 *
 * `listMost` postings are read of each, `most` statements given by either.
 */
export async function findByLongLists(
  session: DatabaseSession,
  common: readonly Gram[],
  gapped: readonly Gram[],
  { listMost, most }: { readonly listMost: number; readonly most: number },
  asker: Asker,
): Promise<CandidateRow[]> {
  const grams = [...common, ...gapped];
  if (grams.length === 0) return [];
  const surname = surnameOf(asker);
  const sharedMost = surname === null ? most : speakerMatchesMost;
  return session.$queryRaw<CandidateRow[]>`
    WITH shared AS MATERIALIZED (
      SELECT gapped, statement_id AS id, sum(bits) AS shared FROM (
        SELECT gram.nth > ${common.length} AS gapped, gram.bits, posting.statement_id
          FROM unnest(${grams.map(({ hash }) => hash)}::int[], ${grams.map(({ bits }) => bits)}::float8[])
                 WITH ORDINALITY AS gram(hash, bits, nth),
               LATERAL (SELECT statement_id FROM statement_grams
                         WHERE hash = gram.hash ORDER BY statement_id LIMIT ${listMost}) posting) hits
       GROUP BY 1, 2),
    nearest AS (
      (SELECT * FROM shared WHERE gapped ORDER BY shared DESC, id LIMIT ${Prisma.raw(String(sharedMost))})
       UNION ALL
      (SELECT * FROM shared WHERE NOT gapped ORDER BY shared DESC, id LIMIT ${Prisma.raw(String(sharedMost))})),
    best AS (
      SELECT id, nth FROM (
        SELECT nearest.id, row_number() OVER (PARTITION BY gapped
                 ORDER BY coalesce(strpos(lower(speaker.name), ${surname}), 0) > 0 DESC, shared DESC, nearest.id) AS nth
          FROM nearest JOIN statements s USING (id) LEFT JOIN speakers speaker ON speaker.id = s.speaker_id) ranked
       WHERE nth <= ${most})
    SELECT ${candidateColumns(asker)} FROM best ${candidateJoins}`;
}

/**
 * Of statements that share some 3-gram with the quotation, but no more of them than hundreds do, those that hold most
 * of its words besides.
 *
 * @param words as the index of words has them, letters and digits only, with how seldom each is met, in nats
 */
export async function findCloser(
  session: DatabaseSession,
  { ids, shared }: RunnersUp,
  words: readonly { readonly lexeme: string; readonly nats: number }[],
  asker: Asker,
): Promise<CandidateRow[]> {
  if (ids.length === 0 || words.length === 0) return [];
  return session.$queryRaw<CandidateRow[]>`
    WITH best AS (
      SELECT id, row_number() OVER (ORDER BY shared + in_common DESC, id) AS nth
        FROM (SELECT other.id, shared,
                     (SELECT coalesce(sum(nats), 0) FROM unnest(${words.map(({ lexeme }) => lexeme)}::tsquery[],
                        ${words.map(({ nats }) => nats)}::float8[]) AS word(lexeme, nats) WHERE search_vector @@ lexeme) AS in_common
                FROM unnest(${ids}::bigint[], ${shared}::float8[]) AS other(id, shared) JOIN statements s ON s.id = other.id) sums
       ORDER BY shared + in_common DESC, id LIMIT ${closerMost})
    SELECT ${candidateColumns(asker)} FROM best ${candidateJoins}`;
}

/**
 * The statements that hold words of the quotation anywhere, those first that hold them close together.
 *
 * @param query words for `to_tsquery`, letters and digits only
 * @param fewWords all the words of a quotation of one or two: whoever holds them in a row, and whose they are said to be, goes first
 */
export async function findByWords(
  session: DatabaseSession,
  query: string,
  fewWords: readonly string[] | null,
  asker: Asker,
): Promise<CandidateRow[]> {
  if (fewWords !== null) return findByFewWords(session, query, fewWords, asker);
  const closest = Prisma.sql`
    SELECT id, NULL::text[] AS key FROM (
      SELECT id, ts_rank_cd(search_vector, query) AS closeness FROM (
        SELECT id, search_vector, query FROM statements, to_tsquery('english', ${query}) query
         WHERE search_vector @@ query LIMIT ${wordMatchesMost}) found) ranked
     ORDER BY closeness DESC, id LIMIT ${candidatesMost}`;
  return session.$queryRaw<CandidateRow[]>`
    SELECT ${candidateColumns(asker)} FROM ${chosenBy(closest)} ${candidateJoins}`;
}

async function findByFewWords(
  session: DatabaseSession,
  query: string,
  words: readonly string[],
  asker: Asker,
): Promise<CandidateRow[]> {
  const inARow = `\\m${words.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ".?")).join("\\W+")}\\M`;
  return session.$queryRaw<CandidateRow[]>`
    WITH best AS (
      SELECT id, row_number() OVER (ORDER BY in_a_row DESC, is_speakers DESC, id) AS nth FROM (
        SELECT found.id, content_text ~* ${inARow} AS in_a_row,
               coalesce(strpos(lower(speaker.name), ${surnameOf(asker)}), 0) > 0 AS is_speakers
          FROM (SELECT id, content_text, speaker_id FROM statements
                 WHERE search_vector @@ to_tsquery('english', ${query}) LIMIT ${fewWordsMatchesMost}) found
          LEFT JOIN speakers speaker ON speaker.id = found.speaker_id) told
       ORDER BY in_a_row DESC, is_speakers DESC, id LIMIT ${candidatesMost})
    SELECT ${candidateColumns(asker)} FROM best ${candidateJoins}`;
}

/** The last word of the name asked about, in lower case. */
const surnameOf = ({ speaker }: Asker): string | null =>
  speaker
    ?.toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.at(-1) ?? null;

const candidateColumns = ({ publishedOnly, speaker }: Asker): Prisma.Sql =>
  Prisma.raw(`
  s.id::text, s.kind::text, s.content_text AS text, speaker.canonical_id::text AS "speakerId",
  ${speaker === null ? "'{}'::text[]" : speakerNames} AS "speakerNames",
  s.superseded_at IS NULL AS current, ${visible("s", publishedOnly)} AS visible,
  nullif(s.said_on, '-infinity')::text AS "saidOn", s.said_precision::text AS "saidPrecision",
  nullif(s.published_on, '-infinity')::text AS "publishedOn"`);

/** Whom the speaker speaks for is among them as a title is: "spokesman of White House". */
const speakerNames = `
  array_remove(ARRAY[s.attributed_as, position.title] || ARRAY(
    SELECT held.title || ' of ' || body.name FROM speakers member
      JOIN positions held ON held.speaker_id = member.id JOIN speakers organization ON organization.id = held.organization_id
      JOIN speakers body ON body.canonical_id = organization.canonical_id
     WHERE member.canonical_id = speaker.canonical_id
     UNION ALL
    SELECT member.name FROM speakers member WHERE member.canonical_id = speaker.canonical_id
     UNION ALL
    SELECT a.name FROM speakers member JOIN speaker_aliases a ON a.speaker_id = member.id
     WHERE member.canonical_id = speaker.canonical_id AND a.withdrawn_at IS NULL), NULL)`;

/** From the ids of statements in an order, `(id, nth)`. */
const candidateJoins = Prisma.raw(`
  LEFT JOIN statements s USING (id)
  LEFT JOIN speakers speaker ON speaker.id = s.speaker_id
  LEFT JOIN positions position ON position.id = s.position_id
 ORDER BY nth`);
