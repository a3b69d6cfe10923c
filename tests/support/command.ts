/** Runs a command of `src/cli` as npm does, in a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command's end and all that it wrote; `input` is what it finds on standard input. */
export async function runCommand(
  script: string,
  parameters: readonly string[],
  { variables = {}, input = "" }: { variables?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, ["--import", "tsx", `src/cli/${script}`, ...parameters], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...variables },
  });
  child.stdin.end(input);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { status: Number(status), stdout, stderr };
}
