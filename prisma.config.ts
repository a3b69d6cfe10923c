import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed/seed.ts" },
  // Prisma's own env() throws when the variable is unset, even for `generate`, which needs no database.
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
