/**
 * Transactions that are committed while others read. The service remembers what it has answered until something is
 * written: what a question costs that nobody asked before shows only after a write. To be given a number makes a
 * transaction one that writes.
 */
import pg from "pg";
import type { Database } from "../src/database/client.ts";

/** Whatever was answered is asked anew. */
export async function writeOnce(database: Database): Promise<void> {
  await database.$queryRaw`SELECT pg_current_xact_id()::text`;
}

/** @param perSecond about so many, at most 1,000 */
export async function startWriting(url: string, perSecond: number): Promise<{ stop: () => Promise<void> }> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const cancelled = "57014";
  const written = client
    .query(
      `DO $$ DECLARE began timestamptz := clock_timestamp(); n int := 0; BEGIN LOOP
         PERFORM pg_current_xact_id(); COMMIT; n := n + 1;
         PERFORM pg_sleep(n / ${perSecond}::float8 - extract(epoch FROM clock_timestamp() - began)::float8);
       END LOOP; END $$`,
    )
    .catch((error: unknown) => {
      if ((error as { code?: string }).code !== cancelled) throw error;
    });
  return {
    stop: async () => {
      const other = new pg.Client(url);
      await other.connect();
      await other.query("SELECT pg_cancel_backend($1)", [rows[0]!.pid]);
      await other.end();
      await written;
      await client.end();
    },
  };
}
