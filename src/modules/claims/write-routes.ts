import { sendJson, sendVersioned, type App } from "../../http/app.ts";
import { anyVersion, versionDemand } from "../../http/preconditions.ts";
import { idParams } from "../../http/text.ts";
import { statementSchema } from "../statements/schemas.ts";
import type { StatementService } from "../statements/service.ts";
import type { ClaimEditing } from "./editing.ts";
import { claimSchema } from "./schemas.ts";
import type { ClaimService } from "./service.ts";
import {
  claimLinkSchema,
  mergeSchema,
  newClaimSchema,
  suggestionQuery,
  suggestionsSchema,
} from "./write-schemas.ts";

/** What the examples are about: a claim that they make themselves, one that the article has, and a statement. */
const ownClaim = { operation: "create_claim", example: "own_words", pointer: "/id" } as const;
const articleClaim = { operation: "list_claims", example: "denied", pointer: "/data/0/id" } as const;
const statement = { operation: "list_statements", example: "latest", pointer: "/data/0/id" } as const;

interface ClaimServices {
  readonly claims: ClaimService;
  readonly claimEditing: ClaimEditing;
  readonly statements: StatementService;
}

export function registerClaimWriteRoutes(
  app: App,
  { claims, claimEditing, statements }: ClaimServices,
): void {
  app.route({
    method: "POST",
    url: "/claims",
    schema: {
      operationId: "create_claim",
      tags: ["claims"],
      summary: "Record a claim in your own words",
      description: "For a proposition that no document puts in words that can stand for all the others.",
      body: newClaimSchema,
      response: { 201: claimSchema },
    },
    config: {
      access: "curate",
      idempotent: true,
      examples: [
        {
          name: "own_words",
          summary: "What several articles put in different words",
          body: { text: "The United States will send troops to Mexico to fight drug cartels." },
        },
      ],
    },
    handler: async (request, reply) => {
      const id = await claimEditing.create(request.body.text, request.caller!);
      void reply.code(201).header("location", `/v1/claims/${id}`);
      return sendVersioned(reply, await claims.get(id, false));
    },
  });

  app.route({
    method: "GET",
    url: "/claims/:id/suggestions",
    schema: {
      operationId: "list_claim_suggestions",
      tags: ["claims"],
      summary: "The same claim in other words?",
      description:
        "Claims that share words with this one, the likest first, for an editor to decide whether they are the same. The " +
        "score compares words, not meanings: a claim and its opposite share most of theirs.",
      params: idParams,
      querystring: suggestionQuery,
      response: { 200: suggestionsSchema },
    },
    config: {
      access: "open",
      problems: ["claim_not_found"],
      examples: [
        { name: "likest", summary: "What is like a claim of the article", params: { id: articleClaim } },
      ],
    },
    handler: async (request, reply) => {
      const items = await claims.suggest(request.params.id, request.query.limit, request.publishedOnly);
      return sendJson(reply, `{"data":[${items.join(",")}]}`);
    },
  });

  app.route({
    method: "POST",
    url: "/claims/:id/merge",
    schema: {
      operationId: "merge_claim",
      tags: ["claims"],
      summary: "Join a claim to one that says the same",
      description:
        "From then on the id answers with the other claim, and the statements and confirmations of both count for both. " +
        "Nothing is lost: the merge can be undone. Answers with the claim that it now counts as.",
      params: idParams,
      body: mergeSchema,
      response: { 200: claimSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["claim_not_found", "reference_not_found", "already_merged", "merge_circle"],
      examples: [
        {
          name: "same",
          summary: "It says the same as a claim of the article",
          params: { id: ownClaim },
          headers: anyVersion,
          body: { into: articleClaim },
        },
      ],
    },
    handler: async (request, reply) => {
      const { params, body, caller } = request;
      await claimEditing.merge(params.id, body.into, versionDemand(request), caller!);
      return sendVersioned(reply, await claims.get(params.id, false));
    },
  });

  app.route({
    method: "POST",
    url: "/claims/:id/split",
    schema: {
      operationId: "split_claim",
      tags: ["claims"],
      summary: "Undo the merge of a claim",
      description:
        "The claim has its own statements, confirmations and status again; what was merged into it comes along.",
      params: idParams,
      response: { 200: claimSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["claim_not_found", "not_merged"],
      examples: [
        { name: "undone", summary: "They were not the same", params: { id: ownClaim }, headers: anyVersion },
      ],
    },
    handler: async (request, reply) => {
      await claimEditing.split(request.params.id, versionDemand(request), request.caller!);
      return sendVersioned(reply, await claims.get(request.params.id, false));
    },
  });

  app.route({
    method: "PUT",
    url: "/statements/:id/claim",
    schema: {
      operationId: "link_statement",
      tags: ["claims"],
      summary: "Say on which claim a statement takes a stance",
      description:
        "Links the statement to the claim, and corrects its stance where one is given. What the engine had read from the " +
        "statement about another claim moves along.",
      params: idParams,
      body: claimLinkSchema,
      response: { 200: statementSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["statement_not_found", "reference_not_found"],
      examples: [
        {
          name: "predicts",
          summary: "The statement predicts what the claim says",
          params: { id: statement },
          headers: anyVersion,
          body: { claim_id: ownClaim, stance: "predicts" },
        },
      ],
    },
    handler: async (request, reply) => {
      const { params, body, caller } = request;
      const link = { claimId: body.claim_id, stance: body.stance };
      await claimEditing.link(params.id, link, versionDemand(request), caller!);
      return sendVersioned(reply, await statements.get(params.id, false));
    },
  });

  app.route({
    method: "DELETE",
    url: "/statements/:id/claim",
    schema: {
      operationId: "unlink_statement",
      tags: ["claims"],
      summary: "Say that a statement takes no stance on a claim",
      description: "Unlinks the statement from its claim; what the engine had read from it is withdrawn.",
      params: idParams,
      response: { 200: statementSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["statement_not_found"],
      examples: [
        {
          name: "none",
          summary: "It is about something else",
          params: { id: statement },
          headers: anyVersion,
        },
      ],
    },
    handler: async (request, reply) => {
      await claimEditing.link(request.params.id, { claimId: null }, versionDemand(request), request.caller!);
      return sendVersioned(reply, await statements.get(request.params.id, false));
    },
  });
}
