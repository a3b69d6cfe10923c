/** What the README and the other pages name exists, and what exists is named in them. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { environment } from "../../src/config.ts";
import { testApp } from "../support/app.ts";
import { testDatabase } from "../support/database.ts";

const api = testApp(testDatabase());
const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

const pages = new Map(
  [
    ...readdirSync(root).filter((name) => name.endsWith(".md")),
    ...readdirSync(new URL("docs", root), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
  ].map((path) => [path, read(path)]),
);
const everything = [...pages.values()].join("\n");
const scripts = packageJson.scripts as Record<string, string>;

/** Every match of the pattern's first group in the pages, with the page, so that a failure says where to look. */
const named = (pattern: RegExp): { page: string; name: string }[] =>
  [...pages].flatMap(([page, text]) =>
    [...text.matchAll(pattern)].map(([, name]) => ({ page, name: name! })),
  );

/** The command's file, for scripts that run one. */
const commandOf = (script: string): string | undefined =>
  /src\/cli\/[\w-]+\.ts/.exec(scripts[script] ?? "")?.[0];

/** Each command is started once for its help, and starting one takes seconds on a busy machine. */
const startsCommands = { timeout: 180_000 };
const helpTexts = new Map<string, Promise<string>>();
function helpOf(command: string): Promise<string> {
  const run = async () => {
    const args = ["--import", "tsx", command, "--help"];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root });
    return stdout + stderr;
  };
  const text = helpTexts.get(command) ?? run();
  helpTexts.set(command, text);
  return text;
}

describe("the pages", () => {
  it("name only npm scripts that exist", () => {
    for (const { page, name } of named(/\bnpm run (?:-s )?([a-z][a-z:-]*)/g)) {
      expect(Object.keys(scripts), page).toContain(name);
    }
  });

  it("name only paths of the API that exist", () => {
    const hidden = ["/docs", "/openapi.json"];
    const patterns = api.app.operations.map(({ url }) => new RegExp(`^${url.replace(/:\w+/g, "[^/]+")}$`));
    const paths = named(
      /(?<![\w.-])(\/(?:v1|health|metrics|problems|docs|openapi\.json)(?:\/[\w{}:$-]+)*)(?![\w.-])/g,
    );
    for (const { page, name } of paths) {
      const known = hidden.includes(name) || patterns.some((pattern) => pattern.test(name));
      const prefix = api.app.operations.some(({ url }) => url.startsWith(`${name}/`));
      expect(known || prefix, `${page} names ${name}`).toBe(true);
    }
  });

  it("name only options that the command has", startsCommands, async () => {
    for (const { page, name: line } of named(/npm run (\w[^\n`]*--[^\n`]*)/g)) {
      const [script = "", ...words] = line.split(/\s+/);
      const command = commandOf(script);
      if (command === undefined) continue;
      const options = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.split("=", 1)[0]!);
      const help = await helpOf(command);
      for (const option of options) expect(help, `${page}: npm run ${script}`).toContain(option);
    }
  });

  it("set only environment variables that something reads", () => {
    const tools = [
      "PRISMA_SCHEMA_ENGINE_BINARY",
      "POSTGRES_PASSWORD",
      "POSTGRES_USER",
      "POSTGRES_DB",
      "NODE_ENV",
    ];
    for (const { page, name } of named(/(?:^|[\s`$|(])([A-Z][A-Z_]{3,})=/gm)) {
      expect([...Object.keys(environment.shape), ...tools], page).toContain(name);
    }
  });

  it("tell of every environment variable", () => {
    for (const name of Object.keys(environment.shape)) expect(everything).toContain(`\`${name}\``);
  });

  it("tell of every npm script", () => {
    for (const name of Object.keys(scripts)) {
      expect(everything).toMatch(new RegExp(`npm (run )?(-s )?${name}(?![\\w:-])`));
    }
  });

  it("tell of every kind of resource of the API", () => {
    const resources = new Set(
      api.app.operations.map(({ url }) => /^\/v1\/[\w-]+|^\/\w+/.exec(url)?.[0] ?? url),
    );
    for (const resource of resources) expect(everything).toContain(resource);
  });
});

describe("the help of every command", () => {
  const commands = [...new Set(Object.keys(scripts).flatMap((script) => commandOf(script) ?? []))];

  it.each(commands)("%s names every option that it takes", startsCommands, async (command) => {
    // Where the command line is read in a file of its own, it stands beside the command.
    const files = [command, command.replace(".ts", "-command-line.ts")];
    const code = files.filter((file) => existsSync(new URL(file, root))).map(read);
    const options = [...code.join("\n").matchAll(/"?([a-z][a-z-]*)"?: \{\s*type: "(?:string|boolean)"/g)];
    expect(options.map(([, option]) => option)).toContain("help");
    const help = await helpOf(command);
    expect(help).toMatch(/npm run/);
    for (const [, option] of options) expect(help).toContain(`--${option!}`);
  });
});
