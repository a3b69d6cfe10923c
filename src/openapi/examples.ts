/** Examples of the OpenAPI document: what was asked, and what the running service answered. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const recordedExampleSchema = z.strictObject({
  name: z.string(),
  summary: z.string(),
  request: z.strictObject({
    method: z.string(),
    /** Path and query as sent. */
    url: z.string(),
    params: z.record(z.string(), z.string()),
    query: z.record(z.string(), z.string()),
    headers: z.record(z.string(), z.string()),
    body: z.unknown().optional(),
  }),
  response: z.strictObject({
    status: z.int(),
    type: z.string(),
    /** Parsed where it is JSON, else the text. */
    body: z.unknown(),
  }),
});

const recordedExamplesSchema = z.record(z.string(), z.array(recordedExampleSchema));

export type RecordedExample = z.infer<typeof recordedExampleSchema>;
/** By operation. */
export type RecordedExamples = z.infer<typeof recordedExamplesSchema>;

export const recordedExamplesFile = new URL("recorded-examples.json", import.meta.url);

/** The examples that `npm run openapi` recorded last. */
export const readRecordedExamples = (): RecordedExamples =>
  recordedExamplesSchema.parse(JSON.parse(readFileSync(recordedExamplesFile, "utf8")));
