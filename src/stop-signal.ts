/** The wish of the person, terminal or supervisor that the process ends. */

/** npm and the terminal may each pass the same Ctrl-C on; only one that comes later means "now". */
const echoMs = 1_000;
const parentCheckMs = 500;

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP; another one, a second or more later, ends the process at once.
 *
 * @param withParent stop also when the parent process is gone: npm passes a signal on to the shell between it and the
 *   service, and the shell dies of it without a word to the service
 */
export function stopRequested(withParent: boolean): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (firstAt !== null && Date.now() - firstAt > echoMs) process.exit(130);
        firstAt ??= Date.now();
        resolve();
      });
    }
    if (withParent) {
      const parent = process.ppid;
      setInterval(() => process.ppid !== parent && resolve(), parentCheckMs).unref();
    }
  });
}
