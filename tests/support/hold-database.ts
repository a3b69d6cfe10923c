/** A process that uses the embedded Postgres of a folder: says what it got, and lets go of it on SIGTERM. */
import { startEmbedded } from "../../src/database/embedded.ts";

const [dataDirectory] = process.argv.slice(2);
const { url, origin, release } = await startEmbedded({ dataDirectory: dataDirectory!, durable: false });
console.log(JSON.stringify({ url, origin }));
const running = setInterval(() => undefined, 60_000);
process.once("SIGTERM", () => {
  clearInterval(running);
  void release();
});
