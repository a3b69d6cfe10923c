/**
 * What readers see. Where PUBLICATION is `reviewed`, a reader without a key sees only what an editor has accepted or
 * corrected; whoever has a key works here and sees everything.
 */
import fp from "fastify-plugin";
import type { Config } from "../config.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whether statements that no editor has accepted or corrected are hidden from this reader. */
    publishedOnly: boolean;
  }
}

export const publication = fp<Pick<Config, "publication">>(
  async (app, config) => {
    app.decorateRequest("publishedOnly", false);
    app.addHook("onRequest", (request, _reply, done) => {
      request.publishedOnly = config.publication === "reviewed" && request.caller === null;
      done();
    });
  },
  { name: "publication", dependencies: ["key-recognition"] },
);
