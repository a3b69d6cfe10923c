/** `npm run keys`: makes, lists, replaces and revokes API keys. */
import { readConfig } from "../config.ts";
import { openDatabase, useDatabase } from "../database/open.ts";
import { createKeyService, type CreatedKey, type KeyService } from "../modules/keys/service.ts";
import { OperatorError, reportFailure } from "../operator-error.ts";
import { keysUsage, readKeysCommandLine, type KeysCommand } from "./keys-command-line.ts";

async function execute(command: KeysCommand, keys: KeyService): Promise<void> {
  switch (command.do) {
    case "create": {
      const { name, scopes, lifetimeMs } = command;
      const expiresAt = lifetimeMs === null ? null : new Date(Date.now() + lifetimeMs);
      return show(await keys.create({ name, scopes, expiresAt }));
    }
    case "list":
      return list(keys);
    case "rotate": {
      const made = await keys.rotate(command.id);
      if (made === null) throw noSuchKey(command.id);
      return show(made);
    }
    case "revoke":
      if (!(await keys.revoke(command.id))) throw noSuchKey(command.id);
      return console.log(`Key ${command.id} is revoked.`);
  }
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
function show({ text, stored }: CreatedKey): void {
  console.log(text);
  console.error(`This is key ${stored.id}. It cannot be shown again: keep it now.`);
}

const noSuchKey = (id: bigint): OperatorError => new OperatorError(`No key that is in use has the id ${id}.`);

const run = async (command: KeysCommand): Promise<void> =>
  useDatabase(await openDatabase(readConfig()), 1, (database) =>
    execute(command, createKeyService({ database, clock: () => new Date() })),
  );

try {
  const command = readKeysCommandLine(process.argv.slice(2));
  if (command === null) console.log(keysUsage);
  else await run(command);
} catch (error) {
  reportFailure(error);
}
