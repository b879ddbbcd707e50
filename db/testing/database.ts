import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect, type Db } from "../client";
import { migrate } from "../migrate";

export type TestDatabase = { url: string; db: Db; drop(): Promise<void> };

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
  const db = connect(url.href);
  return {
    url: url.href,
    db,
    async drop() {
      await db.$client.end({ timeout: 5 });
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}
