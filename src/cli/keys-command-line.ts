/** What `npm run keys` can be told. */
import { parseArgs } from "node:util";
import { KEY_SCOPES, type KeyScope } from "../http/app.ts";
import { OperatorError } from "../operator-error.ts";

export const keysUsage = `Usage: npm run keys -- create --scopes SCOPE[,SCOPE...] [--name NAME] [--expires-in TIME]
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

/** What to do with the keys. */
export type KeysCommand =
  | {
      readonly do: "create";
      readonly name: string;
      readonly scopes: readonly KeyScope[];
      /** Null for a key that does not end by itself. */
      readonly lifetimeMs: number | null;
    }
  | { readonly do: "list" }
  | { readonly do: "rotate" | "revoke"; readonly id: bigint };

/**
 * Reads the words after the command's name; null asks for help.
 *
 * @throws OperatorError naming the word or option that cannot be used
 */
export function readKeysCommandLine(words: readonly string[]): KeysCommand | null {
  const { values, positionals } = parseArgs({
    args: [...words],
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
  if (command !== "create" && unused !== undefined) throw new OperatorError(`--${unused} belongs to create.`);
  if (command === "create") {
    const scopes = readScopes(values.scopes);
    const name = readName(values.name ?? scopes.join(" "));
    return { do: command, name, scopes, lifetimeMs: readLifetimeMs(values["expires-in"]) };
  }
  if (command === "list") return { do: command };
  if (takesId) return { do: command, id: readId(rest[0], command) };
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
