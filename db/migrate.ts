import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import postgres from "postgres";

/** The database was migrated by a newer Payoff than this one. */
export class NewerDatabaseError extends Error {}

/** Any number, the same in every instance: whoever holds it migrates, the others wait and find it done. */
const MIGRATION_LOCK = 7_046_101;
const FOLDER = fileURLToPath(new URL("./migrations/", import.meta.url));
const BREAKPOINT = "--> statement-breakpoint";

/**
 * Brings a database to this build's schema: every migration that it has not seen, by name, in one transaction.
 * Several instances may call this at once. A failure leaves the database as it was.
 *
 * @throws NewerDatabaseError if it holds a migration that this build does not know.
 */
export async function migrate(url: string, folder = FOLDER): Promise<void> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
      await tx`create table if not exists payoff_migrations
        (name text primary key, applied_at timestamptz not null default now())`;
      const rows = await tx<{ name: string }[]>`select name from payoff_migrations`;
      const applied = new Set(rows.map((row) => row.name));
      const unknown = [...applied].filter((name) => !names.includes(name)).sort();
      if (unknown.length > 0) {
        throw new NewerDatabaseError(
          `The database was made by a newer Payoff: this one does not know its migration ${unknown[0]}. ` +
            "Nothing was changed. Start the newer version, or use another database.",
        );
      }
      for (const name of names.filter((each) => !applied.has(each))) {
        for (const statement of readFileSync(`${folder}/${name}`, "utf8").split(BREAKPOINT)) {
          await tx.unsafe(statement);
        }
        await tx`insert into payoff_migrations (name) values (${name})`;
      }
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
