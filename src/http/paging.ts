/**
 * Lists: keyset pages with an opaque cursor.
 *
 *     const keySchema = z.tuple([z.iso.date(), idText]);                     // what the list is sorted by, id last
 *
 *     schema: { operationId: "list_speakers", querystring: listQuery({ type: ... }), response: { 200: pageOf(speaker) } },
 *     handler: async (request, reply) => {
 *       const page = await speakers.list(request.query, pageRequest(request, keySchema));
 *       return sendPage(request, reply, page);
 *     }
 *
 *     // repository: ask for limit + 1 rows after the key, each already JSON
 *     return page(rows, limit);
 *
 * A cursor holds the key of the last item and a fingerprint of the operation and its filters: replayed with others it
 * is refused with `cursor_of_another_query`, never answered with a page of the wrong list. Cursors are not secret
 * and not signed; what is in one is checked by `keySchema` like any other input.
 */
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { DomainError } from "../errors.ts";
import { sendJson } from "./app.ts";

const defaultLimit = 20;
export const largestLimit = 100;

const paging = {
  cursor: z
    .string()
    .max(2000)
    .optional()
    .describe("Where to go on: `page.next_cursor` of the page before, with the same filters and sort"),
  limit: z.coerce
    .number("must be a whole number")
    .int()
    .min(1, "must be at least 1")
    .transform((limit) => Math.min(limit, largestLimit))
    .default(defaultLimit)
    .describe(`How many items a page holds; more than ${largestLimit} counts as ${largestLimit}`),
};

/** The query of a list: its filters, `cursor` and `limit`. Anything else is an error. */
export const listQuery = <Filters extends z.ZodRawShape>(filters: Filters) =>
  z.strictObject({ ...filters, ...paging });

/** The body of a list; `extra` holds what stands beside `data`, such as facets. */
export const pageOf = <Item extends z.ZodType, Extra extends z.ZodRawShape = Readonly<Record<string, never>>>(
  item: Item,
  extra: Extra = {} as Extra,
) =>
  z.strictObject({
    data: z.array(item),
    page: z.strictObject({
      next_cursor: z
        .string()
        .nullable()
        .describe("Send this as `cursor` for the next page; null on the last"),
      has_more: z.boolean().describe("Whether there is a next page"),
    }),
    ...extra,
  });

/** What a service is asked for: so many items, after the one with this key. */
export interface PageRequest<Key> {
  readonly limit: number;
  /** Null for the first page. */
  readonly after: Key | null;
}

/** What a service answers: the items as JSON, separated by commas, and the key of the last one if more follow. */
export interface Page<Key> {
  readonly items: string;
  readonly next: Key | null;
}

/** An item of a list as JSON, and its key. */
export interface PageRow<Key> {
  readonly json: string;
  readonly key: Key;
}

/** Makes a page of rows of which one more than `limit` was asked for, to learn whether more follow. */
export function page<Key>(rows: readonly PageRow<Key>[], limit: number): Page<Key> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ json }) => json).join(","),
    next: rows.length > limit && last !== undefined ? last.key : null,
  };
}

/**
 * Reads `limit` and `cursor` of a request whose query was made by `listQuery`.
 *
 * @throws DomainError `invalid_cursor`, or `cursor_of_another_query` when filters or sort are not those it came from
 */
export function pageRequest<Key>(request: FastifyRequest, keySchema: z.ZodType<Key>): PageRequest<Key> {
  const { cursor, limit } = request.query as { cursor?: string; limit: number };
  if (cursor === undefined) return { limit, after: null };
  const content = decode(cursor);
  if (content === null) throw invalid("invalid_cursor");
  const [fingerprint, key] = content;
  if (fingerprint !== fingerprintOf(request)) throw invalid("cursor_of_another_query");
  const after = keySchema.safeParse(key);
  if (!after.success) throw invalid("invalid_cursor");
  return { limit, after: after.data };
}

/** Sends a page with its `Link` header (RFC 8288); `extra` maps further members of the body to their JSON. */
export function sendPage<Key>(
  request: FastifyRequest,
  reply: FastifyReply,
  { items, next }: Page<Key>,
  extra: Readonly<Record<string, string>> = {},
): FastifyReply {
  const cursor = next === null ? null : encode([fingerprintOf(request), next]);
  const links = [`<${addressWith(request, null)}>; rel="first"`];
  if (cursor !== null) links.push(`<${addressWith(request, cursor)}>; rel="next"`);
  const members = Object.entries(extra).map(([name, json]) => `,${JSON.stringify(name)}:${json}`);
  const paged = JSON.stringify({ next_cursor: cursor, has_more: cursor !== null });
  void reply.header("link", links.join(", "));
  return sendJson(reply, `{"data":[${items}],"page":${paged}${members.join("")}}`);
}

const cursorContent = z.tuple([z.string(), z.unknown()]);

const encode = (content: readonly [string, unknown]): string =>
  Buffer.from(JSON.stringify(content)).toString("base64url");

function decode(cursor: string): z.infer<typeof cursorContent> | null {
  const bytes = Buffer.from(cursor, "base64url");
  // Buffer skips what is not base64; a cursor that was changed in that way is not the one we gave out.
  if (bytes.toString("base64url") !== cursor) return null;
  try {
    return cursorContent.parse(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
}

/** Twelve characters that differ for every operation and every set of filters; `limit` may change from page to page. */
function fingerprintOf(request: FastifyRequest): string {
  const { cursor: _, limit: __, ...filters } = request.query as Record<string, unknown>;
  const sorted = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([request.routeOptions.schema?.operationId, sorted]))
    .digest("base64url")
    .slice(0, 12);
}

function addressWith(request: FastifyRequest, cursor: string | null): string {
  const [path, query = ""] = request.url.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.delete("cursor");
  if (cursor !== null) parameters.set("cursor", cursor);
  return parameters.size === 0 ? path! : `${path}?${parameters.toString()}`;
}

const invalid = (code: "invalid_cursor" | "cursor_of_another_query"): DomainError => {
  const error = new DomainError(code);
  return new DomainError(code, error.message, {
    errors: [{ in: "query", pointer: "/cursor", detail: error.message }],
  });
};
