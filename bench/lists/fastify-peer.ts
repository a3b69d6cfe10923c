/**
 * The peer: bare Fastify over pg, without hooks, validation, ETags or metrics. It gives the same pages in two ways:
 *
 * - `/objects/...`: the same joins, a column for each member, lists within a row as json that the driver parses; rows
 *   are made into the objects of the API, and Fastify serialises them. So most services are written.
 * - `/text/...`: the very SQL of this project, whose JSON is passed through: all that is left out is the service.
 *
 * Both use statements with names, which Postgres plans once, and look up a speaker by its id alone.
 *
 * Use: node --import tsx bench/lists/fastify-peer.ts DATABASE-ADDRESS; prints where it listens.
 */
import Fastify from "fastify";
import pg from "pg";
import { joinClaim } from "../../src/modules/claims/present.ts";
import { joinSpeaker } from "../../src/modules/speakers/present.ts";
import { joinPositions, positionConflict } from "../../src/modules/statements/position-held.ts";
import { statementJoins, statementJson } from "../../src/modules/statements/present.ts";
import { objectOf, type StatementRow } from "./rows-to-objects.ts";

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });

const parties = (about: string) => `(
  SELECT json_agg(json_build_object('confirmation_id', c.id::text, 'status', c.status, 'origin', c.origin,
           'effective_at', c.effective_at, 'recorded_at', c.recorded_at,
           'party', CASE WHEN party.id IS NOT NULL THEN json_build_object('id', party.id::text, 'name', party.name, 'type', party.type) END,
           'quotation', coalesce(c.evidence_quotation, told.content_text), 'statement_id', c.evidence_statement_id::text,
           'document_id', held.document_id::text, 'revision', held.number, 'start', c.evidence_start, 'end', c.evidence_end,
           'url', c.evidence_url) ORDER BY c.id)
    FROM confirmations c ${joinSpeaker("party", "c.party_id")}
    LEFT JOIN statements_by_id told ON told.id = c.evidence_statement_id
    LEFT JOIN revisions held ON held.id = coalesce(c.evidence_revision_id, told.revision_id)
   WHERE ${about} AND NOT EXISTS (SELECT FROM confirmations later WHERE later.supersedes_id = c.id))`;

const columns = `
  s.id, s.kind, s.stance, speaker.id AS speaker_id, speaker.name AS speaker_name, speaker.type AS speaker_type, s.anonymous,
  anchors.attributed_as, held.id AS held_id, held.title AS held_title, held_organization.id AS held_organization_id,
  held_organization.name AS held_organization_name, held_organization.type AS held_organization_type, printed.id AS printed_id,
  printed.title AS printed_title, printed_organization.id AS printed_organization_id,
  printed_organization.name AS printed_organization_name, printed_organization.type AS printed_organization_type,
  ${positionConflict} AS position_conflict, s.audience, s.place, s.said_as_printed,
  s.said_on::text AS said_on, s.said_precision, s.medium, anchors.content, anchors.cue, anchors.sentence, claim.id AS claim_id,
  claim.text AS claim_text, s.status, s.attribution_status, s.confidence, s.review, document.id AS document_id,
  document.title AS document_title, publisher.id AS publisher_id, publisher.name AS publisher_name, document.url AS document_url,
  document.published_on::text AS document_published_on, document.standing, revision.number AS revision_number, s.superseded_at,
  CASE WHEN s.superseded_at IS NOT NULL THEN (SELECT r.continued_by_id FROM re_anchorings r
    WHERE r.statement_id = s.id ORDER BY r.revision_id DESC LIMIT 1) END AS superseded_by, s.recorded_at, s.published_on::text AS published_on,
  (SELECT json_agg(json_build_object('type', source.type, 'id', source.id::text, 'name', source.name, 'publisher_id', p.id::text,
      'publisher_name', p.name, 'url', source.url, 'date', source.date) ORDER BY relay.ordinal)
     FROM statement_relays relay JOIN sources_by_id source ON source.id = relay.source_id
     LEFT JOIN publishers p ON p.id = source.publisher_id WHERE relay.statement_id = s.id) AS relays,
  CASE WHEN s.status <> 'unchecked' THEN ${parties(
    `c.claim_id IN (SELECT member.id FROM claims member WHERE member.canonical_id = claim.id)
     AND CASE s.status WHEN 'unconfirmed' THEN c.status = 'not_confirmed' WHEN 'disputed' THEN c.status IN ('confirmed', 'denied', 'disputed')
         ELSE c.status::text = s.status::text END`,
  )} END AS claim_parties,
  CASE WHEN s.attribution_status <> 'unchecked' THEN ${parties("c.statement_id = s.id")} END AS attribution_parties`;

const joins = `
  JOIN revisions revision ON revision.id = s.revision_id
  JOIN statement_anchors anchors ON anchors.statement_id = s.id AND anchors.span_set = s.span_set
  JOIN documents_by_id document ON document.id = s.document_id
  LEFT JOIN publishers publisher ON publisher.id = document.publisher_id
  ${joinSpeaker("speaker", "s.speaker_id")}
  ${joinPositions}
  ${joinClaim("s.claim_id")}`;

const shown = "s.superseded_at IS NULL AND s.review <> 'rejected'";
const order = "ORDER BY s.published_on DESC, s.id DESC";

const pageSize = 20;

/** The conditions of the lists, on one row more than a page. With the limit as a parameter no plan would be kept. */
const lists = {
  all: "true",
  next: "(s.published_on, s.id) < ($1::date, $2::bigint)",
  speaker: "s.speaker_id = $1",
  status: "s.status = $1::status",
} as const;

const cursorOf = (publishedOn: string, id: string): string =>
  Buffer.from(JSON.stringify([publishedOn, id])).toString("base64url");

const app = Fastify();
for (const [name, condition] of Object.entries(lists)) {
  const rows = `SELECT * FROM statements s WHERE ${shown} AND ${condition} ${order} LIMIT ${pageSize + 1}`;
  const objects = `SELECT ${columns} FROM (${rows}) s ${joins} ${order}`;
  const text = `SELECT ${statementJson} AS json, s.published_on::text AS published_on, s.id FROM (${rows}) s ${statementJoins} ${order}`;

  app.get<{ Querystring: { values?: string } }>(`/objects/${name}`, async (request) => {
    const found = (
      await pool.query<StatementRow>({
        name: `objects ${name}`,
        text: objects,
        values: valuesOf(request.query),
      })
    ).rows;
    const data = found.slice(0, pageSize);
    const last = data.at(-1)!;
    const more = found.length > pageSize;
    const next_cursor = more ? cursorOf(last.published_on, last.id) : null;
    return { data: data.map(objectOf), page: { next_cursor, has_more: more } };
  });

  app.get<{ Querystring: { values?: string } }>(`/text/${name}`, async (request, reply) => {
    const found = (
      await pool.query<{ json: string; published_on: string; id: string }>({
        name: `text ${name}`,
        text,
        values: valuesOf(request.query),
      })
    ).rows;
    const data = found.slice(0, pageSize);
    const last = data.at(-1)!;
    const cursor = found.length > pageSize ? `"${cursorOf(last.published_on, last.id)}"` : "null";
    const page = `{"next_cursor":${cursor},"has_more":${found.length > pageSize}}`;
    return reply
      .type("application/json; charset=utf-8")
      .send(`{"data":[${data.map(({ json }) => json).join(",")}],"page":${page}}`);
  });
}

app.route<{ Params: { id: string } }>({
  method: "GET",
  url: "/objects/one/:id",
  handler: async (request) => {
    const text = `SELECT ${columns} FROM statements s ${joins} WHERE s.id = $1`;
    const { rows } = await pool.query<StatementRow>({
      name: "objects one",
      text,
      values: [request.params.id],
    });
    return objectOf(rows[0]!);
  },
});

app.route<{ Params: { id: string } }>({
  method: "GET",
  url: "/text/one/:id",
  handler: async (request, reply) => {
    const text = `SELECT ${statementJson} AS json FROM statements s ${statementJoins} WHERE s.id = $1`;
    const { rows } = await pool.query<{ json: string }>({
      name: "text one",
      text,
      values: [request.params.id],
    });
    return reply.type("application/json; charset=utf-8").send(rows[0]!.json);
  },
});

function valuesOf({ values = "" }: { values?: string }): string[] {
  return values.split(",").filter((value) => value !== "");
}

console.log(await app.listen({ host: "127.0.0.1", port: 0 }));
