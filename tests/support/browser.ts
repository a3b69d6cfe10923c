/** A real browser for the tests of pages: Debian's Chromium, driven by playwright-core. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const executable = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

/** Whether a browser is on this machine; tests of pages are skipped where there is none, and say so. */
export const hasBrowser = executable !== undefined;

/** Starts the browser without a window and without its own traffic to the outside. */
export function startBrowser(): Promise<Browser> {
  if (executable === undefined) throw new Error("No Chromium on this machine.");
  return chromium.launch({
    executablePath: executable,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}
