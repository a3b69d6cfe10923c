/** The Swagger page, as a developer meets it in a browser. */
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../support/app.ts";
import { hasBrowser, startBrowser } from "../support/browser.ts";
import { seededDatabase } from "../support/database.ts";

const api = testApp(seededDatabase());

describe.skipIf(!hasBrowser)("the Swagger page (skipped where there is no Chromium)", () => {
  let browser: Browser;
  let page: Page;
  let base: string;
  const elsewhere: string[] = [];
  const mistakes: string[] = [];

  beforeAll(async () => {
    await api.app.listen({ host: "127.0.0.1", port: 0 });
    base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
    browser = await startBrowser();
    page = await browser.newPage();
    page.on("request", (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith("data:"))
        elsewhere.push(request.url());
    });
    page.on("pageerror", (error) => mistakes.push(error.message));
    await page.goto(`${base}/docs`);
    await page.waitForSelector("#operations-statements-list_statements");
  });
  afterAll(() => browser?.close());

  it("lists every operation of the document", async () => {
    const document = (await api.request.get("/openapi.json")).body as { paths: Record<string, object> };
    const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    expect(await page.locator(".opblock").count()).toBe(operations.length);
  });

  it("answers who said what when its first example is tried", async () => {
    const operation = page.locator("#operations-statements-list_statements");
    await operation.locator(".opblock-summary").click();
    await operation.locator("button.execute").click();
    const answer = operation.locator(".live-responses-table");
    await answer.waitFor();
    expect(await answer.locator("tr.response td.response-col_status").first().innerText()).toContain("200");
    expect(await answer.innerText()).toContain("attributed_as");
  });

  it("loads nothing from elsewhere and runs without an error", () => {
    expect(elsewhere).toEqual([]);
    expect(mistakes).toEqual([]);
  });
});
