/** `npx prisma db seed`: puts the example article into the database, as the service does when it starts. */
import { readConfig } from "../../src/config.ts";
import { openDatabase, useDatabase } from "../../src/database/open.ts";
import { seedExample } from "../../src/modules/documents/seed-example.ts";
import { reportFailure } from "../../src/operator-error.ts";
import { createServices } from "../../src/services.ts";

try {
  const { outcome, documentId, statements } = await useDatabase(
    await openDatabase(readConfig()),
    1,
    (database) => seedExample(createServices({ database, clock: () => new Date() }).ingestion),
  );
  console.log(
    outcome === "unchanged"
      ? `The example article is there already: document ${documentId}.`
      : `The example article is document ${documentId}, with ${statements} statements.`,
  );
} catch (error) {
  reportFailure(error);
}
