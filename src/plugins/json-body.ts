/** Bodies are JSON in UTF-8, and nothing else: bytes that are not UTF-8 are refused, never quietly replaced. */
import { isUtf8 } from "node:buffer";
import fp from "fastify-plugin";
import { DomainError } from "../errors.ts";

export const jsonBody = fp(
  async (app) => {
    app.removeAllContentTypeParsers();
    const parse = app.getDefaultJsonParser("error", "ignore");
    app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
      if (!isUtf8(body)) {
        done(new DomainError("invalid_json", "The body is not text in UTF-8."));
        return;
      }
      void parse(request, body.toString(), done);
    });
  },
  { name: "json-body" },
);
