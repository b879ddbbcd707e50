import { createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import { connect } from "../client";
import { findFreePort } from "../embedded/free-port";
import { createTestDatabase } from "../testing/database";
import { isReachable } from "./is-reachable";

const database = await createTestDatabase();
afterAll(() => database.drop());

test("a database that answers is reachable", async () => {
  expect(await isReachable(database.db, 5_000)).toBe(true);
});

test("a port on which nobody listens is not", async () => {
  const db = connect(`postgres://nobody@127.0.0.1:${await findFreePort()}/none`, { max: 1 });
  expect(await isReachable(db, 5_000)).toBe(false);
  await db.$client.end({ timeout: 0 });
});

test("a server that accepts and says nothing is not, and is waited for no longer than told", async () => {
  const port = await findFreePort();
  const server = createServer(() => {});
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const db = connect(`postgres://nobody@127.0.0.1:${port}/none`, { max: 1 });
  const before = Date.now();
  expect(await isReachable(db, 300)).toBe(false);
  expect(Date.now() - before).toBeLessThan(3_000);
  await db.$client.end({ timeout: 0 });
  server.close();
});
