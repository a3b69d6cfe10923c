/** Serves the addresses that problems have as their `type`: what each kind means. */
import fp from "fastify-plugin";
import { z } from "zod";
import { catalogue, DomainError, type ProblemCode } from "../errors.ts";
import type { App } from "../http/app.ts";

const kindSchema = z
  .strictObject({
    type: z.string().describe("The address of this description"),
    code: z.string().describe("The kind, for programs"),
    status: z.int().describe("The HTTP status that it comes with"),
    title: z.string().describe("The kind, in a few words"),
    meaning: z.string().describe("What it means and what to do about it"),
  })
  .meta({ id: "ProblemKind" });

const codes = Object.keys(catalogue) as ProblemCode[];

const kind = (code: ProblemCode): z.infer<typeof kindSchema> => ({
  type: `/problems/${code}`,
  code,
  status: catalogue[code].status,
  title: catalogue[code].title,
  meaning: catalogue[code].sentence,
});

export const problemCatalogue = fp(
  async (app: App) => {
    app.route({
      method: "GET",
      url: "/problems",
      schema: {
        operationId: "list_problems",
        tags: ["service"],
        summary: "All kinds of problems",
        description:
          "Every kind of error that the service answers with, so that a program can be written to expect them.",
        response: { 200: z.strictObject({ data: z.array(kindSchema) }) },
      },
      config: { access: "open", examples: [{ name: "all", summary: "All of them" }] },
      handler: async () => ({ data: codes.map(kind) }),
    });

    app.route({
      method: "GET",
      url: "/problems/:code",
      schema: {
        operationId: "get_problem",
        tags: ["service"],
        summary: "One kind of problem",
        description:
          "What the `type` of an error means, and what to do about it: the `type` is this address.",
        params: z.strictObject({ code: z.string().max(100).describe("The `code` of the error") }),
        response: { 200: kindSchema },
      },
      config: {
        access: "open",
        problems: ["problem_not_found"],
        examples: [
          {
            name: "stale_cursor",
            summary: "A cursor was sent with other filters",
            params: { code: "cursor_of_another_query" },
          },
        ],
      },
      handler: async ({ params: { code } }) => {
        const known = codes.find((one) => one === code);
        if (known === undefined) throw new DomainError("problem_not_found");
        return kind(known);
      },
    });
  },
  { name: "problem-catalogue" },
);
