/** The pages that are asked for, by the addresses that each of the servers gives them. */

export interface Page {
  readonly name: string;
  /** Addresses that are asked for in turn. */
  readonly ours: readonly string[];
  /** The same of the peers; @supabase/lite as PostgREST takes them. */
  readonly fastify: readonly string[];
  readonly supabase: readonly string[];
}

/** All that a statement's JSON shows and PostgREST can embed: neither merged speakers nor parties. */
const embedded = [
  "id,kind,stance,anonymous,audience,place,said_as_printed,said_on,said_precision,medium",
  "confidence,review,status,attribution_status,superseded_at,recorded_at",
  "speaker:speakers!statements_speaker_id_fkey(id,name,type)",
  "position:positions!statements_position_id_fkey(id,title,organization:speakers!positions_organization_id_fkey(id,name,type))",
  "claim:claims!statements_claim_id_fkey(id,text)",
  "document:documents!statements_document_id_fkey(id,title,url,published_on,standing,publisher:publishers!documents_publisher_id_fkey(id,name))",
  "anchors:statement_anchors(content,cue,attributed_as,sentence)",
  "relays:statement_relays(ordinal,source:sources(id,type,name,url,date))",
].join(",");

const supabase = (filter: string): string =>
  `/rest/v1/statements?select=${embedded}&superseded_at=is.null&review=neq.rejected${filter}&order=published_on.desc,id.desc&limit=20`;

/** A cursor of the first pages, and the key in it. */
interface NextPage {
  readonly cursor: string;
  readonly publishedOn: string;
  readonly id: string;
}

/** Walks from the first page to as many next ones. */
async function nextPages(address: string, count: number): Promise<NextPage[]> {
  const pages: NextPage[] = [];
  for (
    let path = "/v1/statements";
    pages.length < count;
    path = `/v1/statements?cursor=${pages.at(-1)!.cursor}`
  ) {
    const { page } = (await (await fetch(address + path)).json()) as { page: { next_cursor: string } };
    const content: unknown = JSON.parse(Buffer.from(page.next_cursor, "base64url").toString());
    const [, [publishedOn, id]] = content as [string, [string, string]];
    pages.push({ cursor: page.next_cursor, publishedOn, id });
  }
  return pages;
}

const different = 40;

/** @param address of this project's server, which is asked for its cursors */
export async function pagesOf(address: string, statements: number): Promise<Page[]> {
  const numbers = Array.from({ length: different }, (_, n) => n + 1);
  const speakers = numbers.map((n) => 1 + ((n * 37) % (statements / 500)));
  const ids = numbers.map((n) => 1 + ((n * 7919) % statements));
  const statuses = ["disputed", "denied", "confirmed", "unconfirmed", "retracted"];
  const next = await nextPages(address, different);
  return [
    { name: "first page", ours: ["/v1/statements"], fastify: ["/all"], supabase: [supabase("")] },
    {
      name: "next page",
      ours: next.map(({ cursor }) => `/v1/statements?cursor=${cursor}`),
      fastify: next.map(({ publishedOn, id }) => `/next?values=${publishedOn},${id}`),
      supabase: next.map(({ publishedOn, id }) =>
        supabase(`&or=(published_on.lt.${publishedOn},and(published_on.eq.${publishedOn},id.lt.${id}))`),
      ),
    },
    {
      name: "one speaker",
      ours: speakers.map((id) => `/v1/statements?speaker=${id}`),
      fastify: speakers.map((id) => `/speaker?values=${id}`),
      supabase: speakers.map((id) => supabase(`&speaker_id=eq.${id}`)),
    },
    {
      name: "one status",
      ours: statuses.map((status) => `/v1/statements?status=${status}`),
      fastify: statuses.map((status) => `/status?values=${status}`),
      supabase: statuses.map((status) => supabase(`&status=eq.${status}`)),
    },
    {
      name: "one statement",
      ours: ids.map((id) => `/v1/statements/${id}`),
      fastify: ids.map((id) => `/one/${id}`),
      supabase: ids.map((id) => `/rest/v1/statements?select=${embedded}&id=eq.${id}`),
    },
  ];
}
