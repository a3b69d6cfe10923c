import type { ProblemCode } from "../../errors.ts";
import type { App, FromAnswer } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { idParams } from "../../http/text.ts";
import { oldestFirst, WITH_HISTORY, type WithHistory } from "./repository.ts";
import { historyPage, historyQuery, timeMapQuery, timeMapSchema } from "./schemas.ts";
import type { HistoryService } from "./service.ts";

interface Told {
  readonly one: string;
  readonly problem: ProblemCode;
  readonly example: FromAnswer;
}

const first = (operation: string, example: string): FromAnswer => ({
  operation,
  example,
  pointer: "/data/0/id",
});

const told: Readonly<Record<WithHistory, Told>> = {
  documents: {
    one: "document",
    problem: "document_not_found",
    example: first("list_documents", "latest"),
  },
  statements: {
    one: "statement",
    problem: "statement_not_found",
    example: first("list_statements", "denials"),
  },
  speakers: {
    one: "speaker",
    problem: "speaker_not_found",
    example: first("list_speakers", "most_quoted"),
  },
  sources: { one: "source", problem: "source_not_found", example: first("list_sources", "reports") },
  claims: { one: "claim", problem: "claim_not_found", example: first("list_claims", "denied") },
  utterances: {
    one: "utterance",
    problem: "utterance_not_found",
    example: { operation: "check_quote", example: "invasion", pointer: "/matches/0/utterance_id" },
  },
};

export function registerHistoryRoutes(app: App, { history }: { readonly history: HistoryService }): void {
  for (const table of WITH_HISTORY) {
    const { one, problem, example } = told[table];
    const article = /^[aeiou]/.test(one) ? "an" : "a";
    app.route({
      method: "GET",
      url: `/${table}/:id/history`,
      schema: {
        operationId: `list_${one}_history`,
        tags: [table],
        summary: `What became of ${article} ${one}`,
        description:
          `Everything that was recorded of the ${one}, the oldest first: when, by whom, and field by field what it ` +
          "changed. Nothing is ever taken out of it. `as_of` any of these instants shows the whole state.",
        params: idParams,
        querystring: historyQuery,
        response: { 200: historyPage },
      },
      config: {
        access: "open",
        problems: [problem],
        examples: [
          { name: "history", summary: `All that was recorded of ${article} ${one}`, params: { id: example } },
        ],
      },
      handler: async (request, reply) => {
        const asked = pageRequest(request, oldestFirst.key);
        return sendPage(
          request,
          reply,
          await history.list(table, request.params.id, asked, request.publishedOnly),
        );
      },
    });

    app.route({
      method: "GET",
      url: `/${table}/:id/timemap`,
      schema: {
        operationId: `get_${one}_timemap`,
        tags: [table],
        summary: `The past states of ${article} ${one}, as links`,
        description:
          `The TimeMap of Memento (RFC 7089): an address with \`as_of\` for every instant at which something was recorded of the ` +
          `${one}, the oldest first, for programs that follow such links. The same instants are told with what changed by ` +
          `\`/v1/${table}/{id}/history\`.`,
        params: idParams,
        querystring: timeMapQuery,
        response: {
          200: {
            description: "The links",
            content: { "application/link-format": { schema: timeMapSchema } },
          },
        },
      },
      config: {
        access: "open",
        problems: [problem],
        examples: [
          { name: "timemap", summary: `The past states of ${article} ${one}`, params: { id: example } },
        ],
      },
      handler: async (request, reply) => {
        const { publishedOnly, query } = request;
        const asked = { after: query.after ?? null, publishedOnly };
        return reply
          .type("application/link-format")
          .send(await history.timeMap(table, request.params.id, asked));
      },
    });
  }
}
