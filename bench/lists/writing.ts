/** Transactions that are committed while others read, of a connection to another database of the same server. */
import pg from "pg";

/** @param perSecond about so many, at most 1,000 */
export async function startWriting(url: string, perSecond: number): Promise<{ stop: () => Promise<void> }> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  // To be given a number makes a transaction one that writes.
  const written = client
    .query(
      `DO $$ BEGIN LOOP PERFORM pg_current_xact_id(); COMMIT; PERFORM pg_sleep(${1 / perSecond}); END LOOP; END $$`,
    )
    .catch(() => undefined);
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
