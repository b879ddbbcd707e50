import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { readEnvironment } from "@/lib/env";
import { createSocketOpener } from "./open-socket";

/**
 * Drizzle over one pool; `$client` is the driver itself, for COPY, cursors and sums.
 * Drizzle switches the driver's own conversions off: dates and instants are strings both ways, JSON goes in as text.
 */
export type Db = PostgresJsDatabase & { $client: postgres.Sql };

export function connect(url: string, options: { max?: number } = {}): Db {
  // The driver's types do not know `socket`.
  const socket: object = { socket: createSocketOpener() };
  const client = postgres(url, {
    ...socket,
    max: options.max ?? 10,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "payoff" },
  });
  return drizzle(client);
}

// A module may be loaded more than once in one process (development reloads, bundles): the pool is not.
const holder = globalThis as typeof globalThis & { payoffDb?: Db };

/** The process's database. @throws Error if DATABASE_URL is not set, which the launcher sees to. */
export function getDb(): Db {
  if (!holder.payoffDb) {
    const { databaseUrl } = readEnvironment();
    if (!databaseUrl) throw new Error("DATABASE_URL is not set: start Payoff with `npm start`.");
    holder.payoffDb = connect(databaseUrl);
  }
  return holder.payoffDb;
}
