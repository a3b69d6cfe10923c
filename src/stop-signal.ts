/** The wish of the person, terminal or supervisor that the process ends. */

/** npm and the terminal may each pass the same Ctrl-C on; only one that comes later means "now". */
const echoMs = 1_000;

/** Resolves at the first SIGINT, SIGTERM or SIGHUP; another one, a second or more later, ends the process at once. */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (firstAt !== null && Date.now() - firstAt > echoMs) process.exit(130);
        firstAt ??= Date.now();
        resolve();
      });
    }
  });
}
