/** A warning of Node (a deprecation, a leaked listener) fails the test file that caused it. */
import { afterAll, expect } from "vitest";

const warnings: string[] = [];
process.on("warning", (warning) => warnings.push(warning.stack ?? String(warning)));

afterAll(() => {
  expect(warnings, "warnings during these tests").toEqual([]);
});
