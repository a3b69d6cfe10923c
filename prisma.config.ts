import { defineConfig } from "prisma/config";

// These need no engine, but Prisma downloads one before it looks; where it cannot be reached, they would fail for nothing.
// Commands about migrations do need it: with a stand-in they would silently find no difference.
if (["generate", "validate", "seed"].some((command) => process.argv.includes(command))) {
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed/seed.ts" },
  // Prisma's own env() throws when the variable is unset, even for `generate`, which needs no database.
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
