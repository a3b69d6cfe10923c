/** `npm run keys`: makes, lists, replaces and revokes API keys. */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { createDatabase } from "../database/client.ts";
import { migrate } from "../database/migrate.ts";
import { openDatabase } from "../database/open.ts";
import { KEY_SCOPES, type KeyScope } from "../http/app.ts";
import { createKeyService, type KeyService } from "../modules/keys/service.ts";
import { OperatorError, reportFailure } from "../operator-error.ts";

const usage = `Usage: npm run keys -- create --scopes SCOPE[,SCOPE...] [--name NAME] [--expires-in TIME]
       npm run keys -- list
       npm run keys -- rotate ID
       npm run keys -- revoke ID

create  makes a key and prints it, once: only its hash is kept
list    shows the keys, each by its id and its first characters
rotate  replaces a key by a new one of the same name and scopes, and prints the new one
revoke  makes a key useless, at once and for good

  --scopes SCOPES    what the key may do: ${KEY_SCOPES.join(", ")}
  --name NAME        what the key is called in the log of writes; the scopes unless given
  --expires-in TIME  when it ends by itself: 12h, 90d, 4w, 1y; never unless given
  --help             this text

The database is that of DATABASE_URL, or the service's own in DATA_DIR.`;

const hourMs = 3_600_000;
const unitsMs: Readonly<Record<string, number>> = {
  h: hourMs,
  d: 24 * hourMs,
  w: 7 * 24 * hourMs,
  y: 365 * 24 * hourMs,
};

type Command = (keys: KeyService) => Promise<void>;

/** Reads the command line completely before anything is opened; null asks for help. */
function readCommandLine(): Command | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scopes: { type: "string" },
      name: { type: "string" },
      "expires-in": { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return null;
  const [command, ...rest] = positionals;
  const takesId = command === "rotate" || command === "revoke";
  if (rest.length > (takesId ? 1 : 0)) throw new OperatorError(`${rest.at(-1)} is one word too many.`);
  const unused = Object.keys(values).find((name) => name !== "help");
  if (command !== "create" && unused !== undefined) {
    throw new OperatorError(`--${unused} belongs to create.`);
  }
  if (command === "create") {
    const scopes = readScopes(values.scopes);
    const name = readName(values.name ?? scopes.join(" "));
    const lifetimeMs = readLifetimeMs(values["expires-in"]);
    return (keys) => create(keys, name, scopes, lifetimeMs);
  }
  if (command === "list") return list;
  if (takesId) {
    const id = readId(rest[0], command);
    return (keys) => (command === "rotate" ? rotate(keys, id) : revoke(keys, id));
  }
  const said = command === undefined ? "No command is given" : `There is no command ${command}`;
  throw new OperatorError(`${said}: create, list, rotate or revoke. --help tells more.`);
}

function readScopes(text: string | undefined): KeyScope[] {
  if (text === undefined) throw new OperatorError(`--scopes is needed: ${KEY_SCOPES.join(", ")}.`);
  const words = [...new Set(text.split(",").map((word) => word.trim()))];
  const unknown = words.find((word) => !KEY_SCOPES.includes(word as KeyScope));
  if (unknown !== undefined) {
    throw new OperatorError(`"${unknown}" is no scope. The scopes are ${KEY_SCOPES.join(", ")}.`);
  }
  return words as KeyScope[];
}

function readName(name: string): string {
  if (/^\S(?:.{0,98}\S)?$/u.test(name) && !/\p{C}/u.test(name)) return name;
  throw new OperatorError("--name must have 1 to 100 characters, without control characters.");
}

function readLifetimeMs(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [, count, unit] = /^([1-9]\d{0,3})([hdwy])$/.exec(text) ?? [];
  const lifetimeMs = Number(count) * (unitsMs[unit ?? ""] ?? Number.NaN);
  if (lifetimeMs <= 100 * unitsMs["y"]!) return lifetimeMs;
  throw new OperatorError(`--expires-in "${text}" is no time: write it as 12h, 90d, 4w or 1y, up to 100y.`);
}

function readId(text: string | undefined, command: string): bigint {
  if (text !== undefined && /^[1-9]\d{0,17}$/.test(text)) return BigInt(text);
  throw new OperatorError(`${command} needs the ID of a key; "npm run keys -- list" shows them.`);
}

async function create(
  keys: KeyService,
  name: string,
  scopes: readonly KeyScope[],
  lifetimeMs: number | null,
): Promise<void> {
  const expiresAt = lifetimeMs === null ? null : new Date(Date.now() + lifetimeMs);
  const { text, stored } = await keys.create({ name, scopes, expiresAt });
  show(text, stored.id);
}

async function rotate(keys: KeyService, id: bigint): Promise<void> {
  const made = await keys.rotate(id);
  if (made === null) throw noSuchKey(id);
  show(made.text, made.stored.id);
}

async function revoke(keys: KeyService, id: bigint): Promise<void> {
  if (!(await keys.revoke(id))) throw noSuchKey(id);
  console.log(`Key ${id} is revoked.`);
}

async function list(keys: KeyService): Promise<void> {
  const day = (date: Date | null, otherwise: string): string =>
    date?.toISOString().slice(0, 16).replace("T", " ") ?? otherwise;
  const rows = (await keys.list()).map((key) => [
    String(key.id),
    `${key.prefix}...`,
    key.name,
    key.scopes.join(","),
    day(key.createdAt, ""),
    day(key.expiresAt, "never"),
    day(key.lastUsedAt, "never"),
    stateOf(key),
  ]);
  const table = [["ID", "KEY", "NAME", "SCOPES", "MADE", "EXPIRES", "LAST USED", "STATE"], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    );
}

function stateOf({ revokedAt, expiresAt }: { revokedAt: Date | null; expiresAt: Date | null }): string {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= new Date() ? "expired" : "in use";
}

/** The key alone goes to standard output, for scripts that keep it. */
function show(text: string, id: bigint): void {
  console.log(text);
  console.error(`This is key ${id}. It cannot be shown again: keep it now.`);
}

const noSuchKey = (id: bigint): OperatorError => new OperatorError(`No key that is in use has the id ${id}.`);

async function run(command: Command): Promise<void> {
  const server = await openDatabase(readConfig());
  try {
    await migrate(server.url);
    const database = createDatabase({ url: server.url, poolSize: 1 });
    try {
      await command(createKeyService({ database, clock: () => new Date() }));
    } finally {
      await database.$disconnect();
    }
  } finally {
    await server.release();
  }
}

try {
  const command = readCommandLine();
  if (command === null) console.log(usage);
  else await run(command);
} catch (error) {
  reportFailure(error);
}
