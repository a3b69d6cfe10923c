/** The example article that a new service starts with. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Ingested, IngestionService } from "./ingestion.ts";

const seedFolder = new URL("../../../prisma/seed/", import.meta.url);
const sidecar = z.strictObject({ about: z.string(), publisher: z.string(), published_on: z.iso.date() });

/** Ingests the example article if it is not there yet. Its publisher and day are not printed: the editor set them. */
export async function seedExample(ingestion: IngestionService): Promise<Ingested> {
  const [text, metadata] = await Promise.all(
    ["article.txt", "article.json"].map((name) => readFile(new URL(name, seedFolder), "utf8")),
  );
  const { publisher, published_on: publishedOn } = sidecar.parse(JSON.parse(metadata!));
  return ingestion.ingest(
    { text, name: "example article", publisher, publishedOn },
    { apiKeyId: null, name: "cli" },
  );
}
