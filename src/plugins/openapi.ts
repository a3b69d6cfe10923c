/** The OpenAPI document, generated from the routes' schemas, and the Swagger page that shows it without any network. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import fp from "fastify-plugin";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { OpenAPIV3_1 } from "openapi-types";
import { completeDocument, documentBase, keyScheme } from "../openapi/document.ts";
import type { RecordedExamples } from "../openapi/examples.ts";

export const openapi = fp<{ examples: RecordedExamples }>(
  async (app, { examples }) => {
    await app.register(swagger, {
      openapi: documentBase,
      transform: (route) => {
        const transformed = jsonSchemaTransform(route);
        const access = route.route.config?.access;
        // An empty list says that no key is needed; a missing one would say that nobody has thought about it.
        const security = access === undefined || access === "open" ? [] : [{ [keyScheme]: [] }];
        return { ...transformed, schema: { ...transformed.schema, security } };
      },
      transformObject: (document) =>
        completeDocument(jsonSchemaTransformObject(document) as OpenAPIV3_1.Document, examples),
    });
    await app.register(swaggerUi, {
      routePrefix: "/docs",
      staticCSP: true,
      // The page loads nothing from elsewhere, and the service speaks plain HTTP where nobody put TLS before it.
      transformStaticCSP: (policy) =>
        policy.replace(/upgrade-insecure-requests;?|https:|validator\.swagger\.io/g, ""),
      uiConfig: {
        // Without the bar that names the file: there is only one.
        layout: "BaseLayout",
        deepLinking: true,
        docExpansion: "list",
        defaultModelsExpandDepth: 0,
        displayRequestDuration: true,
        tryItOutEnabled: true,
        validatorUrl: null,
      },
      theme: { title: "On the Record: API" },
    });
    let json: string | undefined;
    app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => {
      json ??= JSON.stringify(app.swagger());
      return reply.type("application/json; charset=utf-8").send(json);
    });
    app.get("/", { schema: { hide: true } }, async (_request, reply) => reply.redirect("/docs"));
  },
  { name: "openapi" },
);
