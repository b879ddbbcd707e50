import { createServer, type Server } from "node:net";
import { expect, test } from "vitest";
import { findFreePort } from "../../embedded/free-port";
import { ExpectedError } from "../expected-error";
import { parsePort, waitForPort } from "./port";

function listen(port: number, host?: string): Promise<Server> {
  return new Promise((ready) => {
    const server = createServer();
    server.listen({ port, host }, () => ready(server));
  });
}

const good: [string | undefined, number][] = [
  [undefined, 3000],
  ["", 3000],
  [" 8080 ", 8080],
  ["65535", 65_535],
];
test.each(good)("PORT=%s is %d", (text, port) => expect(parsePort(text)).toBe(port));

test.each(["0", "65536", "99999999", "3000x", "-1", "3e3", "80.5"])("PORT=%s is no port", (text) => {
  expect(() => parsePort(text)).toThrow(ExpectedError);
  expect(() => parsePort(text)).toThrow(text);
});

test("a free port is free", async () => {
  await expect(waitForPort(await findFreePort(), 0)).resolves.toBeUndefined();
});

test.each([undefined, "127.0.0.1"])("a port taken on %s is named, with a way out", async (host) => {
  const port = await findFreePort();
  const server = await listen(port, host);
  await expect(waitForPort(port, 200)).rejects.toThrow(`Port ${port} is in use`);
  await expect(waitForPort(port, 200)).rejects.toThrow("PORT=");
  server.close();
});

test("a port that gets free in time is waited for", async () => {
  const port = await findFreePort();
  const server = await listen(port);
  setTimeout(() => server.close(), 300);
  await expect(waitForPort(port, 3_000)).resolves.toBeUndefined();
});
