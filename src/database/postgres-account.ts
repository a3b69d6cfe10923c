/** Which account the embedded Postgres runs as: it refuses to run as root, and its data must belong to it. */
import { spawnSync } from "node:child_process";
import { chownSync, readFileSync, statSync } from "node:fs";
import { DatabaseStartError } from "./database-start-error.ts";

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The words to put before a Postgres command so that it runs as an account that Postgres accepts; none for an ordinary
 * user.
 *
 * For root it is a user namespace in which root is called by another name: files stay root's, and folders that only root
 * can enter stay reachable. Where namespaces are closed, as in many containers, Postgres gets an account of its own,
 * which is given the data folder, and the right to pass through closed folders only if it needs it. Data that already
 * belongs to some user is served as that user.
 *
 * @param dataFolder an existing folder that the server will own
 * @param postgres the server's command, which the account must be able to run
 */
export function accountPrefix(dataFolder: string, postgres: string): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  const owner = statSync(dataFolder);
  const account = owner.uid === 0 ? serviceAccount() : { uid: owner.uid, gid: owner.gid };
  if (owner.uid === 0) {
    const namespace = ["unshare", "--user", `--map-user=${account.uid}`, `--map-group=${account.gid}`, "--"];
    if (runs([...namespace, "true"])) return namespace;
    chownSync(dataFolder, account.uid, account.gid);
  }
  const plain = ["setpriv", `--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  const passing = [...plain, "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override"];
  const reach = ["sh", "-c", 'cd "$1" && "$2" --version', "sh", dataFolder, postgres];
  const prefix = [plain, passing].find((words) => runs([...words, ...reach]));
  if (prefix) return prefix;
  throw new DatabaseStartError(
    "Postgres does not run as root, and neither unshare nor setpriv (util-linux) could start it as another user. " +
      "Start the service as an ordinary user, or set DATABASE_URL to a running server.",
  );
}

/** An account of this machine that is not root; Postgres looks its own name up, so it must be one that exists. */
function serviceAccount(): Account {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
  const account =
    accounts.find(({ name }) => name === "postgres") ??
    accounts.find(({ name }) => name === "nobody") ??
    accounts[0];
  if (account) return account;
  throw new DatabaseStartError(
    "Postgres does not run as root, and this machine has no other user to run it as.",
  );
}

function runs([command, ...parameters]: readonly string[]): boolean {
  return spawnSync(command!, parameters).status === 0;
}
