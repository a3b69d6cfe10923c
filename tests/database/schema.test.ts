import { describe, expect, it } from "vitest";
import { testDatabase } from "../support/database.ts";
import { schemaDifference } from "../support/schema-difference.ts";

const { url, query } = testDatabase();

describe("schema.prisma", () => {
  it("declares what the migrations make, no more and no less", async () => {
    expect(await schemaDifference(url, "prisma/schema.prisma")).toMatch(
      /^(-- This is an empty migration\.)?$/,
    );
    // The comparison is awake: a column that nobody declared is found.
    await query("ALTER TABLE publishers ADD COLUMN undeclared text");
    expect(await schemaDifference(url, "prisma/schema.prisma")).toContain('DROP COLUMN "undeclared"');
  });
});
