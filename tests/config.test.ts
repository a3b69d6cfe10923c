import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

function complaint(variables: NodeJS.ProcessEnv): string {
  try {
    readConfig(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error("The configuration was accepted.");
}

describe("readConfig", () => {
  it("serves on loopback only, with a database of its own, when nothing is set", () => {
    expect(readConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      databaseUrl: null,
      publication: "all",
    });
    expect(readConfig({}).dataDirectory).toMatch(/\/data$/);
  });

  it("takes a variable that is set to nothing for unset", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "" })).toEqual(readConfig({}));
  });

  it("lifts the rate limit at 0 requests", () => {
    expect(readConfig({ RATE_LIMIT_REQUESTS: "0" }).rateLimit).toBeNull();
    expect(readConfig({ RATE_LIMIT_REQUESTS: "5" }).rateLimit).toEqual({ requests: 5, windowSeconds: 60 });
  });

  it("reads yes and no in the usual spellings, and false as false", () => {
    for (const text of ["false", "0", "no", "off"])
      expect(readConfig({ SEED_EXAMPLE: text }).seedExample).toBe(false);
    for (const text of ["true", "1", "yes", "on"])
      expect(readConfig({ SEED_EXAMPLE: text }).seedExample).toBe(true);
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["PORT", "3000.5"],
    ["PORT", "0x10"],
    ["PORT", " 3000"],
    ["LOG_LEVEL", "loud"],
    ["PUBLICATION", "some"],
    ["SEED_EXAMPLE", "maybe"],
    ["TRUST_PROXY", "2"],
    ["DATABASE_POOL_SIZE", "0"],
    ["BODY_LIMIT_BYTES", "1"],
    ["RATE_LIMIT_WINDOW_SECONDS", "0"],
    ["RATE_LIMIT_REQUESTS", "many"],
  ])("refuses %s=%s with its name, what it must be and what it is", (name, value) => {
    expect(complaint({ [name]: value })).toMatch(new RegExp(`^${name} must be .*, but is "${value}"\\.$`));
  });

  it("names every wrong variable at once", () => {
    expect(complaint({ PORT: "x", LOG_LEVEL: "y" }).split("\n")).toHaveLength(2);
  });

  it("never repeats the address of the database, which may hold a password", () => {
    expect(complaint({ DATABASE_URL: "mysql://me:secret@host/db" })).toBe(
      "DATABASE_URL must be a postgresql:// address.",
    );
  });

  it("cannot be changed afterwards", () => {
    const config = readConfig({});
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.rateLimit!, { requests: 1 })).toThrow(TypeError);
  });
});
