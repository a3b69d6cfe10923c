import { sendVersioned, type App, type FromAnswer } from "../../http/app.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { anyVersion, versionDemand } from "../../http/preconditions.ts";
import { idParams } from "../../http/text.ts";
import { renderingParams, utteranceSchema } from "./schemas.ts";
import type { UtteranceService } from "./service.ts";

/** From the answer to a quote check, whose matches name their utterances. */
const inCheck = (pointer: string): FromAnswer => ({ operation: "check_quote", example: "invasion", pointer });
const utteranceId = inCheck("/matches/0/utterance_id");
const statementId = inCheck("/matches/0/statement/id");

export function registerUtteranceRoutes(
  app: App,
  {
    at,
    utterances,
  }: { readonly at: At<{ readonly utterances: UtteranceService }>; readonly utterances: UtteranceService },
): void {
  app.route({
    method: "GET",
    url: "/utterances/:id",
    schema: {
      operationId: "get_utterance",
      tags: ["utterances"],
      summary: "One utterance, as everybody printed it",
      description:
        "The statements in all documents that render the same words of the same speaker: which came first, how each " +
        "differs from the fullest (verbatim, truncated, altered, paraphrased), and how the wording drifted over time. " +
        "Statements are grouped when their documents are ingested, and anew when editors say who spoke; never across " +
        "speakers. Editors can regroup them.",
      params: idParams,
      querystring: asOfQuery,
      response: { 200: utteranceSchema },
    },
    config: {
      access: "open",
      problems: ["utterance_not_found"],
      examples: [{ name: "invasion", summary: "Words with their renderings", params: { id: utteranceId } }],
    },
    handler: async (request, reply) =>
      sendVersioned(reply, await at(request.asOf).utterances.get(request.params.id, request.publishedOnly)),
  });

  app.route({
    method: "PUT",
    url: "/utterances/:id/renderings/:statement_id",
    schema: {
      operationId: "add_rendering",
      tags: ["utterances"],
      summary: "Say that a statement renders this utterance",
      description:
        "Puts a statement of the same speaker into the utterance, out of the one that it was in, with what earlier " +
        "revisions of its document printed in the same words. Where it is there already nothing changes. Another " +
        "speaker's words are refused.",
      params: renderingParams,
      response: { 200: utteranceSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["utterance_not_found", "statement_not_found", "words_of_another_speaker", "not_a_rendering"],
      examples: [
        {
          name: "same",
          summary: "A statement that is in it already",
          params: { id: utteranceId, statement_id: statementId },
          headers: anyVersion,
        },
      ],
    },
    handler: async (request, reply) => {
      const { id, statement_id: statement } = request.params;
      return sendVersioned(
        reply,
        await utterances.add(id, statement, versionDemand(request), request.caller!),
      );
    },
  });

  app.route({
    method: "DELETE",
    url: "/utterances/:id/renderings/:statement_id",
    schema: {
      operationId: "separate_rendering",
      tags: ["utterances"],
      summary: "Say that a statement does not render this utterance",
      description:
        "Takes a statement out of the utterance and gives it one of its own, which is answered; what earlier revisions " +
        "of its document printed in the same words goes with it. Nothing is deleted: it can be put back.",
      params: renderingParams,
      response: { 200: utteranceSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["utterance_not_found", "statement_not_found", "not_a_rendering"],
      examples: [
        {
          name: "separate",
          summary: "An utterance of its own",
          params: { id: utteranceId, statement_id: statementId },
          headers: anyVersion,
        },
      ],
    },
    handler: async (request, reply) => {
      const { id, statement_id: statement } = request.params;
      return sendVersioned(
        reply,
        await utterances.separate(id, statement, versionDemand(request), request.caller!),
      );
    },
  });
}
