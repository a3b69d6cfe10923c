/** `npx prisma db seed`: puts the example article into the database, as the service does when it starts. */
import { readConfig } from "../../src/config.ts";
import { createDatabase } from "../../src/database/client.ts";
import { migrate } from "../../src/database/migrate.ts";
import { openDatabase } from "../../src/database/open.ts";
import { seedExample } from "../../src/modules/documents/seed-example.ts";
import { reportFailure } from "../../src/operator-error.ts";
import { createServices } from "../../src/services.ts";

async function seed(): Promise<void> {
  const server = await openDatabase(readConfig());
  try {
    await migrate(server.url);
    const database = createDatabase({ url: server.url, poolSize: 1 });
    const { ingestion } = createServices({ database, clock: () => new Date() });
    const { outcome, documentId, statements } = await seedExample(ingestion);
    console.log(
      outcome === "unchanged"
        ? `The example article is there already: document ${documentId}.`
        : `The example article is document ${documentId}, with ${statements} statements.`,
    );
    await database.$disconnect();
  } finally {
    await server.release();
  }
}

try {
  await seed();
} catch (error) {
  reportFailure(error);
}
