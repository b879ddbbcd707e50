import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { migrate } from "../migrate";

export type TestDatabase = { url: string; sql: postgres.Sql; drop(): Promise<void> };

/** A migrated database of its own on the test server. Each test file makes one and drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.PAYOFF_TEST_SERVER_URL;
  if (!server) throw new Error("There is no test server: run this through vitest.");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const sql = postgres(url.href, { max: 10, onnotice: () => {} });
  return {
    url: url.href,
    sql,
    async drop() {
      await sql.end({ timeout: 5 });
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}
