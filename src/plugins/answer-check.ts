/**
 * For tests: every JSON answer must be what its route documents for the status. Answers that Postgres has built are
 * sent as they are; this is where a column that was added to the SQL but not to the schema is found out.
 */
import type { FastifySchema } from "fastify";
import fp from "fastify-plugin";
import { z } from "zod";

export const answerCheck = fp(
  async (app) => {
    app.addHook("onSend", async (request, reply, payload) => {
      const { config, schema, url } = request.routeOptions;
      if (config?.access === undefined || typeof payload !== "string") return payload;
      const documented = documentedAnswer(schema, reply.statusCode, String(reply.getHeader("content-type")));
      if (documented === null) {
        throw new Error(`${request.method} ${url} answers ${reply.statusCode}, which it does not document`);
      }
      const type = String(reply.getHeader("content-type"));
      const checked = documented.safeParse(/[/+]json/.test(type) ? JSON.parse(payload) : payload);
      if (!checked.success) {
        throw new Error(
          `${request.method} ${url} differs from its schema: ${z.prettifyError(checked.error)}`,
        );
      }
      return payload;
    });
  },
  { name: "answer-check" },
);

/** The schema for a status and type; null where the route documents none. */
function documentedAnswer(schema: FastifySchema | undefined, status: number, type: string): z.ZodType | null {
  const answer = (schema?.response as Record<string, unknown> | undefined)?.[status];
  if (answer instanceof z.ZodType) return answer;
  const { content = {} } = (answer ?? {}) as { content?: Record<string, { schema: z.ZodType }> };
  return content[type.split(";", 1)[0]!]?.schema ?? null;
}
