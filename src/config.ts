/** The environment, read once and turned into a frozen object. Nothing else in `src` reads `process.env`. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { OperatorError } from "./operator-error.ts";

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(", ")}`);

const yesOrNo = z.stringbool({
  truthy: ["true", "1", "yes", "on"],
  falsy: ["false", "0", "no", "off"],
  error: "must be true or false",
});

/** Every variable that the service and the commands understand. Units come last in the names. */
export const environment = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" })
    .optional()
    .describe("A running Postgres to use. Unset: a Postgres of the service's own, in DATA_DIR"),
  DATA_DIR: z
    .string()
    .default("data")
    .describe("Folder of the service's own Postgres, from the project's folder"),
  DATABASE_POOL_SIZE: wholeNumber(1, 1000).default(10).describe("Most connections to Postgres at once"),
  HOST: z.string().default("127.0.0.1").describe("Address to listen on; 0.0.0.0 for every network"),
  PORT: wholeNumber(0, 65_535).default(3000).describe("Port to listen on; 0 for any free one"),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("warn")
    .describe("Least severe log line to write: fatal, error, warn, info, debug, trace or silent"),
  BODY_LIMIT_BYTES: wholeNumber(1024, 2 ** 30)
    .default(25 * 2 ** 20)
    .describe("Largest request body"),
  RATE_LIMIT_REQUESTS: wholeNumber(0, 1_000_000_000)
    .default(600)
    .describe("Requests that one client may make in a window; 0 for no limit"),
  RATE_LIMIT_WINDOW_SECONDS: wholeNumber(1, 86_400).default(60).describe("Length of the window"),
  TRUST_PROXY: yesOrNo
    .default(false)
    .describe("Take the client's address from X-Forwarded-For, behind a proxy"),
  PUBLICATION: oneOf(["all", "reviewed"])
    .default("all")
    .describe("What readers see: all statements, or those that an editor accepted or corrected"),
  SEED_EXAMPLE: yesOrNo.default(true).describe("Ingest the example article at the start if it is not there"),
});

/** What the rest of the program knows of its environment. */
export interface Config {
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  readonly databasePoolSize: number;
  readonly host: string;
  readonly port: number;
  readonly logLevel: z.output<typeof environment>["LOG_LEVEL"];
  readonly bodyLimitBytes: number;
  /** Null when clients are not limited. */
  readonly rateLimit: { readonly requests: number; readonly windowSeconds: number } | null;
  readonly trustProxy: boolean;
  readonly publication: "all" | "reviewed";
  readonly seedExample: boolean;
}

/** One or more variables of the environment have values that cannot be used; the message names each. */
export class ConfigError extends OperatorError {
  override readonly name = "ConfigError";
}

const projectFolder = fileURLToPath(new URL("..", import.meta.url));

/**
 * Reads the configuration; a variable that is set to nothing counts as unset.
 *
 * @throws ConfigError naming every variable with a value that cannot be used
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const read = environment.safeParse(set);
  if (!read.success) {
    // The address of the database may hold a password, so no value of it is repeated.
    const shown = (name: string): string =>
      name === "DATABASE_URL" ? "" : `, but is ${JSON.stringify(set[name])}`;
    throw new ConfigError(
      read.error.issues
        .map(({ path, message }) => `${path.join(".")} ${message}${shown(path.join("."))}.`)
        .join("\n"),
    );
  }
  const value = read.data;
  return Object.freeze({
    databaseUrl: value.DATABASE_URL ?? null,
    dataDirectory: resolve(projectFolder, value.DATA_DIR),
    databasePoolSize: value.DATABASE_POOL_SIZE,
    host: value.HOST,
    port: value.PORT,
    logLevel: value.LOG_LEVEL,
    bodyLimitBytes: value.BODY_LIMIT_BYTES,
    rateLimit:
      value.RATE_LIMIT_REQUESTS === 0
        ? null
        : Object.freeze({
            requests: value.RATE_LIMIT_REQUESTS,
            windowSeconds: value.RATE_LIMIT_WINDOW_SECONDS,
          }),
    trustProxy: value.TRUST_PROXY,
    publication: value.PUBLICATION,
    seedExample: value.SEED_EXAMPLE,
  });
}

/** Whether npm runs this process, with a shell between the two. */
export function isRunByNpm(variables: NodeJS.ProcessEnv = process.env): boolean {
  return variables["npm_lifecycle_event"] !== undefined;
}
