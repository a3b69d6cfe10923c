import { sendJson, type App } from "../../http/app.ts";
import { draftExamples, quoteExamples, quotesExamples } from "./examples.ts";
import {
  draftCheckSchema,
  draftQuestion,
  quoteChecksSchema,
  quoteCheckSchema,
  quoteQuery,
  quoteQuestions,
} from "./schemas.ts";
import type { QuoteCheckService } from "./service.ts";

/** Bytes: the most text that the schemas allow, each character escaped, and the rest of the body. */
const questionsBodyMost = 512 * 1024;
const draftBodyMost = 1280 * 1024;

const about =
  "A quotation and, where known, whom it is laid to; the answer is a verdict with the statements that it rests on. " +
  "`exact`, `exact_ignoring_form` (case, punctuation, spelling, figures), `altered` (word by word, with what each change does), " +
  "`truncated` (a condition, restriction, negation or hedge is cut off), `stitched` (of several statements), `misattributed`, " +
  "`paraphrase_only`, `ambiguous` (several speakers said it), or `not_found`, which is not the same as never said. " +
  "`negation_flip` warns of words turned into their opposite.";

export function registerQuoteCheckRoutes(
  app: App,
  { quoteChecks }: { readonly quoteChecks: QuoteCheckService },
): void {
  // Anybody may ask, so no body is read that could not be a question; an operator may allow even less.
  const bodyLimit = (most: number): number => Math.min(most, app.initialConfig.bodyLimit ?? most);

  app.route({
    method: "POST",
    url: "/quote-checks",
    bodyLimit: bodyLimit(questionsBodyMost),
    schema: {
      operationId: "check_quotes",
      tags: ["quote-checks"],
      summary: "Did they really say it?",
      description: `${about} Nothing is stored. One question, or an array of up to 100.`,
      body: quoteQuestions,
      response: { 200: quoteChecksSchema },
    },
    config: {
      access: "open",
      examples: quotesExamples,
    },
    handler: async (request, reply) => {
      const { body } = request;
      const answer = Array.isArray(body)
        ? { data: await quoteChecks.checkAll(body, request) }
        : await quoteChecks.check(body, request);
      return sendJson(reply, JSON.stringify(answer));
    },
  });

  app.route({
    method: "GET",
    url: "/quote-checks",
    schema: {
      operationId: "check_quote",
      tags: ["quote-checks"],
      summary: "Did they really say it? As an address",
      description: `${about} The same as a POST of one question, for links and for a browser's address bar.`,
      querystring: quoteQuery,
      response: { 200: quoteCheckSchema },
    },
    config: {
      access: "open",
      examples: quoteExamples,
    },
    handler: async (request, reply) =>
      sendJson(reply, JSON.stringify(await quoteChecks.check(request.query, request))),
  });

  app.route({
    method: "POST",
    url: "/draft-checks",
    bodyLimit: bodyLimit(draftBodyMost),
    schema: {
      operationId: "check_draft",
      tags: ["quote-checks"],
      summary: "Check every quotation of a draft",
      description:
        "Takes the text of an article that is not published yet, finds its quotations and their speakers as it would in " +
        "a published one, and checks each against the statements that we hold. Nothing of the draft is stored. At most " +
        "200 quotations are checked.",
      body: draftQuestion,
      response: { 200: draftCheckSchema },
    },
    config: {
      access: "open",
      examples: draftExamples,
    },
    handler: async (request, reply) => {
      const { text, published_on: publishedOn } = request.body;
      return sendJson(reply, JSON.stringify(await quoteChecks.checkDraft(text, publishedOn, request)));
    },
  });
}
