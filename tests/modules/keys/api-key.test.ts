import { describe, expect, it } from "vitest";
import { createApiKey, hashApiKey, isWellFormedApiKey } from "../../../src/modules/keys/api-key.ts";

describe("API keys", () => {
  it("are recognisable, well formed and never the same twice", () => {
    const keys = Array.from({ length: 200 }, () => createApiKey());
    for (const { key, prefix, hash } of keys) {
      expect(key).toMatch(/^otr_[0-9A-Za-z]{38}$/);
      expect(isWellFormedApiKey(key)).toBe(true);
      expect(key.startsWith(prefix)).toBe(true);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(hashApiKey(key)).toBe(hash);
    }
    expect(new Set(keys.map(({ key }) => key)).size).toBe(200);
  });

  it("reveal a mistyped character anywhere in them", () => {
    const { key } = createApiKey();
    for (let at = 0; at < key.length; at += 1) {
      const other = key[at] === "a" ? "b" : "a";
      expect(isWellFormedApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false);
    }
  });

  it.each(["", "otr_", "Bearer otr_x", `otr_${"a".repeat(38)} `, "otr_\u0000", "ghp_".padEnd(42, "0")])(
    "are not mistaken for %j",
    (text) => {
      expect(isWellFormedApiKey(text)).toBe(false);
    },
  );
});
