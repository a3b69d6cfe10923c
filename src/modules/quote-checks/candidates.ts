/**
 * Finding the statements that may hold the words asked about, without reading more than a bounded number of postings.
 *
 * A posting list is read up to a cap, so that "I think that" costs no more than a rare phrase. The cap hides nothing
 * where one 3-gram of the quotation is rarer than it: that list is read whole, any statement that holds the words is in
 * it, and whether it is in the lists that were cut off is looked up. Where all the lists are longer, the words are common
 * ones throughout; then the lists of the rarest are read further, and statements that share several of them win.
 */
import { planAfresh, type DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { Kind } from "../../extraction/statement.ts";
import { visible } from "../statements/publication.ts";
import type { Gram } from "./grams.ts";
import { type Holdings, noHoldings } from "./singling-out.ts";

/** Postings read of each 3-gram at first, and of the rarest few where all lists are longer than that. */
const shortListMost = 500;
const longListMost = 10_000;
const longListsMost = 4;
/** Statements of whole lists that are looked up in the lists that were cut off. */
const lookedUpMost = 500;
/** Statements that are aligned with the quotation: the rest share less with it. */
const candidatesMost = 16;
/** Of what the best of them shares; a piece of a stitched quotation shares less than the whole. */
const leastShare = 0.15;
/** Statements among which those of the speaker named are looked for. */
const speakerMatchesMost = 2_000;
/** Rows that a search by words may bring before the best of them are chosen. */
const wordMatchesMost = 100;

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
  readonly speakerNames: readonly string[];
  readonly current: boolean;
  /** To the reader; the others are read because they hold the same words too. */
  readonly visible: boolean;
  readonly saidOn: string | null;
  readonly publishedOn: string | null;
}

/** How long the lists were that were read, and how many statements there are, by the last count of Postgres. */
interface Lists {
  readonly hashes: readonly number[];
  readonly counts: readonly number[];
  readonly held: number;
}

/**
 * The statements that share most with the quotation by its 3-grams, and how many hold each, as far as was read;
 * `exhaustive` where one of the lists was read whole.
 */
export async function findByGrams(
  session: DatabaseSession,
  grams: readonly Gram[],
  reader: Reader,
): Promise<{ rows: CandidateRow[]; holdings: Holdings; exhaustive: boolean }> {
  if (grams.length === 0) return { rows: [], holdings: noHoldings, exhaustive: false };
  const rows = await session.$queryRaw<(CandidateRow & Lists)[]>`
    WITH hits AS MATERIALIZED (
      SELECT gram.hash, gram.bits, posting.statement_id
        FROM unnest(${grams.map(({ hash }) => hash)}::int[], ${grams.map(({ bits }) => bits)}::float8[]) AS gram(hash, bits),
             LATERAL (SELECT statement_id FROM statement_grams
                       WHERE hash = gram.hash ORDER BY statement_id LIMIT ${shortListMost}) posting),
    lists AS MATERIALIZED (SELECT hash, bits, count(*)::int AS n FROM hits GROUP BY 1, 2),
    cut AS MATERIALIZED (SELECT hash, bits FROM lists WHERE n = ${shortListMost}),
    -- Where a list was cut off, only the earlier statements count for it: those of whole lists are looked up in the others.
    found AS (
      SELECT id, shared + coalesce((SELECT sum(cut.bits) FROM cut JOIN statement_grams posting
                 ON posting.hash = cut.hash AND posting.statement_id = whole.id), 0) AS shared
        FROM (SELECT statement_id AS id, sum(hits.bits) AS shared FROM hits JOIN lists USING (hash)
               WHERE n < ${shortListMost} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${lookedUpMost}) whole
       UNION ALL
      SELECT * FROM (SELECT statement_id, sum(bits) FROM hits GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${candidatesMost}) any_list),
    best AS (
      SELECT id, shared FROM (SELECT id, max(shared) AS shared, max(max(shared)) OVER () AS most FROM found GROUP BY 1) sums
       WHERE shared >= most * ${leastShare} ORDER BY 2 DESC, 1 LIMIT ${candidatesMost})
    SELECT ${candidateColumns(reader)}, hashes, counts, held
      FROM (SELECT array_agg(hash) AS hashes, array_agg(n) AS counts FROM lists) lists,
           (SELECT reltuples::float8 AS held FROM pg_class WHERE oid = 'public.statements'::regclass) held,
           best ${candidateJoins}`;
  const { hashes = [], counts = [], held = 0 } = rows[0] ?? {};
  return {
    rows,
    holdings: {
      statements: Math.max(held, 1),
      holders: new Map(hashes.map((hash, index) => [hash, counts[index]!])),
      countedMost: shortListMost,
    },
    exhaustive: Math.min(shortListMost, ...counts) < shortListMost || rows.length === 0,
  };
}

/**
 * The statements that share most where every 3-gram of the quotation is common; those of the speaker named first.
 *
 * @param speaker the last word of the speaker's name, or null for nobody
 */
export async function findByCommonGrams(
  session: DatabaseSession,
  grams: readonly Gram[],
  speaker: string | null,
  reader: Reader,
): Promise<CandidateRow[]> {
  const rarest = grams.slice(0, longListsMost);
  return session.$queryRaw<CandidateRow[]>`
    WITH shared AS MATERIALIZED (
      SELECT statement_id AS id, sum(bits) AS shared FROM (
        SELECT gram.bits, posting.statement_id
          FROM unnest(${rarest.map(({ hash }) => hash)}::int[], ${rarest.map(({ bits }) => bits)}::float8[]) AS gram(hash, bits),
               LATERAL (SELECT statement_id FROM statement_grams
                         WHERE hash = gram.hash ORDER BY statement_id LIMIT ${longListMost}) posting) hits
       GROUP BY 1 ORDER BY 2 DESC LIMIT ${speaker === null ? candidatesMost : speakerMatchesMost}),
    best AS (
      SELECT shared.id, shared, coalesce(strpos(lower(speaker.name), ${speaker}), 0) > 0 AS named
        FROM shared JOIN statements s USING (id) LEFT JOIN speakers speaker ON speaker.id = s.speaker_id
       ORDER BY named DESC, shared DESC, shared.id LIMIT ${candidatesMost})
    SELECT ${candidateColumns(reader)} FROM best ${candidateJoins} ${Prisma.raw(planAfresh)}`;
}

/** About how many statements hold each word, by what Postgres has counted in a sample: of rare words the most there can be. */
export async function countHolders(
  session: DatabaseSession,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await session.$queryRaw<{ word: string; count: number }[]>`
    WITH asked AS MATERIALIZED (
      SELECT word, (tsvector_to_array(to_tsvector('english', word)))[1] AS lexeme FROM unnest(${words}::text[]) AS word),
    counted AS MATERIALIZED (
      SELECT most_common_elems::text::text[] AS lexemes, most_common_elem_freqs AS shares FROM pg_stats
       WHERE schemaname = 'public' AND tablename = 'statements' AND attname = 'search_vector')
    SELECT word, (greatest(reltuples, 0) * coalesce(shares[array_position(lexemes, lexeme)],
             -- Behind the shares of the words stands the least of them.
             shares[cardinality(lexemes) + 1], 0))::float8 AS count
      FROM pg_class, asked LEFT JOIN counted ON true
     WHERE lexeme IS NOT NULL AND pg_class.oid = 'public.statements'::regclass`;
  return new Map(rows.map(({ word, count }) => [word, count]));
}

/**
 * The statements that hold words of the quotation anywhere, those first that hold them close together.
 *
 * @param query words for `to_tsquery`, letters and digits only
 */
export async function findByWords(
  session: DatabaseSession,
  query: string,
  reader: Reader,
): Promise<CandidateRow[]> {
  // Only how the words are searched for depends on which they are; the plan of the rest is kept.
  const found = await session.$queryRaw<{ id: bigint; shared: number }[]>`
    SELECT id, ts_rank_cd(search_vector, query)::float8 AS shared FROM (
      SELECT id, search_vector, query FROM statements, to_tsquery('english', ${query}) query
       WHERE search_vector @@ query LIMIT ${wordMatchesMost}) found
     ORDER BY 2 DESC, 1 LIMIT ${candidatesMost} ${Prisma.raw(planAfresh)}`;
  if (found.length === 0) return [];
  return session.$queryRaw<CandidateRow[]>`
    SELECT ${candidateColumns(reader)}
      FROM unnest(${found.map(({ id }) => id)}::bigint[], ${found.map(({ shared }) => shared)}::float8[]) AS best(id, shared)
           ${candidateJoins}`;
}

const candidateColumns = ({ publishedOnly }: Reader): Prisma.Sql =>
  Prisma.raw(`
  s.id::text, s.kind::text, s.content_text AS text, speaker.canonical_id::text AS "speakerId",
  array_remove(ARRAY[s.attributed_as, position.title] || ARRAY(
    SELECT member.name FROM speakers member WHERE member.canonical_id = speaker.canonical_id
     UNION ALL
    SELECT a.name FROM speakers member JOIN speaker_aliases a ON a.speaker_id = member.id
     WHERE member.canonical_id = speaker.canonical_id AND a.withdrawn_at IS NULL), NULL) AS "speakerNames",
  s.superseded_at IS NULL AS current, ${visible("s", publishedOnly)} AS visible,
  nullif(s.said_on, '-infinity')::text AS "saidOn", nullif(s.published_on, '-infinity')::text AS "publishedOn"`);

const candidateJoins = Prisma.raw(`
  JOIN statements s ON s.id = best.id
  LEFT JOIN speakers speaker ON speaker.id = s.speaker_id
  LEFT JOIN positions position ON position.id = s.position_id
 ORDER BY best.shared DESC, s.id`);
