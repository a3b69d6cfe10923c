/** Bodies are JSON in UTF-8, and nothing else: bytes that are not UTF-8 are refused, never quietly replaced. */
import { isUtf8 } from "node:buffer";
import fp from "fastify-plugin";
import { DomainError } from "../errors.ts";

/** No body that any operation takes is nearly so deep; millions of levels would keep the parser busy for seconds. */
const deepest = 64;

export const jsonBody = fp(
  async (app) => {
    app.removeAllContentTypeParsers();
    const parse = app.getDefaultJsonParser("error", "ignore");
    app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
      if (!isUtf8(body)) {
        done(new DomainError("invalid_json", "The body is not text in UTF-8."));
      } else if (isDeeperThan(deepest, body)) {
        done(new DomainError("invalid_json", `The body is nested more than ${deepest} levels deep.`));
      } else {
        void parse(request, body.toString(), done);
      }
    });
  },
  { name: "json-body" },
);

const [quote, backslash] = Buffer.from('"\\');
const [openArray, openObject, closeArray, closeObject] = Buffer.from("[{]}");

/** One pass over the bytes: brackets count where they stand outside of strings. */
function isDeeperThan(most: number, json: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (inString) {
      if (byte === backslash) index += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === openArray || byte === openObject) {
      depth += 1;
      if (depth > most) return true;
    } else if (byte === closeArray || byte === closeObject) depth -= 1;
  }
  return false;
}
