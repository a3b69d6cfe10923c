import { describe, expect, it } from "vitest";
import { seal, unseal } from "../../src/plugins/sealed-text.ts";

describe("sealed text", () => {
  it("is read with the same secret and purpose", () => {
    expect(unseal(seal("öffne dich 💧", "secret", "a"), "secret", "a")).toBe("öffne dich 💧");
  });

  it("cannot be read with another secret or for another purpose, nor after a change", () => {
    const sealed = seal("text", "secret", "a");
    expect(() => unseal(sealed, "Secret", "a")).toThrow();
    expect(() => unseal(sealed, "secret", "b")).toThrow();
    const bytes = Buffer.from(sealed, "base64");
    bytes[bytes.length - 1]! ^= 1;
    expect(() => unseal(bytes.toString("base64"), "secret", "a")).toThrow();
  });

  it("is another one each time", () => {
    expect(seal("text", "secret", "a")).not.toBe(seal("text", "secret", "a"));
  });
});
