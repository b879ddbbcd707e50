import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "./migrate";
import { getSettings } from "./queries/get-settings";
import { createTestDatabase, type TestDatabase } from "./testing/database";

let database: TestDatabase;
const first = mkdtempSync(join(tmpdir(), "payoff-migrations-"));

beforeAll(async () => {
  database = await createTestDatabase();
  copyFileSync("db/migrations/0000_the_house.sql", join(first, "0000_the_house.sql"));
});
afterAll(async () => {
  rmSync(first, { recursive: true });
  await database.drop();
});

it("keeps what a project had set when steps could not have settings yet", async () => {
  const sql = database.db.$client;
  await sql.unsafe("drop schema public cascade; create schema public");
  await migrate(database.url, first);
  await sql.unsafe("insert into projects (id, name) values ('old', 'Old')");
  await sql.unsafe("insert into settings (project_id, name, value) values ('old', 'hourlyRateUsd', '60')");
  await migrate(database.url);
  expect(await getSettings(database.db, "old")).toEqual({ version: 0, project: { hourlyRateUsd: 60 }, steps: [] });
});
