import { sendVersioned, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { idParams } from "../../http/text.ts";
import { speakerOrders, usualSort } from "./orders.ts";
import { speakerPage, speakerQuery, speakerSchema } from "./schemas.ts";
import type { SpeakerService } from "./service.ts";

export function registerSpeakerRoutes(
  app: App,
  { at }: { readonly at: At<{ readonly speakers: SpeakerService }> },
): void {
  app.route({
    method: "GET",
    url: "/speakers",
    schema: {
      operationId: "list_speakers",
      tags: ["speakers"],
      summary: "Who speaks",
      description:
        "People, organisations, groups and anonymous sources, with the number of their statements. `q` finds names and " +
        "aliases while somebody types them, even if they are misspelt. Groups and anonymous sources are each document's own: the `critics` of two " +
        "articles are not the same.",
      querystring: speakerQuery,
      response: { 200: speakerPage },
    },
    config: {
      access: "open",
      examples: [
        { name: "most_quoted", summary: "Who is quoted most", query: { sort: "-statement_count", limit: 3 } },
        { name: "typed", summary: "The first letters of a name", query: { q: "she" } },
        { name: "misspelt", summary: "A name that is misspelt", query: { q: "Shienbaum" } },
        { name: "anonymous", summary: "Sources whose names are withheld", query: { type: "anonymous" } },
      ],
    },
    handler: async (request, reply) => {
      const { key } = speakerOrders[request.query.sort ?? usualSort(request.query.q)];
      return sendPage(
        request,
        reply,
        await at(request.asOf).speakers.list(request.query, pageRequest(request, key)),
      );
    },
  });

  app.route({
    method: "GET",
    url: "/speakers/:id",
    schema: {
      operationId: "get_speaker",
      tags: ["speakers"],
      summary: "One speaker",
      description:
        "Under which names documents print the speaker, in which positions, and how often the speaker asserts, denies or " +
        "declines. The id of a speaker that was merged answers with the one it was merged into, and `merged_into` says so.",
      params: idParams,
      querystring: asOfQuery,
      response: { 200: speakerSchema },
    },
    config: {
      access: "open",
      problems: ["speaker_not_found"],
      examples: [
        {
          name: "most_quoted",
          summary: "The speaker who is quoted most",
          params: { id: { operation: "list_speakers", example: "most_quoted", pointer: "/data/0/id" } },
        },
      ],
    },
    handler: async (request, reply) =>
      sendVersioned(reply, await at(request.asOf).speakers.get(request.params.id)),
  });
}
