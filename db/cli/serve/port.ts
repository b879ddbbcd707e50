import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ExpectedError } from "../expected-error";

export const DEFAULT_PORT = 3000;
const WAIT_MS = 3_000;
const LOOK_EVERY_MS = 150;

/** @param text `PORT` as the environment gives it. @throws ExpectedError if that is no TCP port. */
export function parsePort(text: string | undefined): number {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : 0;
  if (port < 1 || port > 65_535) {
    throw new ExpectedError(`PORT is "${trimmed}", and a port is a whole number from 1 to 65535.`);
  }
  return port;
}

/**
 * Resolves when the port is free. Waits a little: a server that was just stopped may not be quite gone.
 *
 * @throws ExpectedError if it stays taken, or is not ours to take.
 */
export async function waitForPort(port: number, waitMs = WAIT_MS): Promise<void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    // All addresses, and 127.0.0.1 beside it, which some systems let two programs share.
    const trouble = (await listenTrouble(port)) ?? (await listenTrouble(port, "127.0.0.1"));
    if (trouble === null) return;
    if (trouble === "EACCES") {
      throw new ExpectedError(`Port ${port} is not open to this user. Choose one from 1024 on: PORT=3000 npm start`);
    }
    if (trouble !== "EADDRINUSE") throw new ExpectedError(`Port ${port} cannot be used (${trouble}).`);
    if (Date.now() > deadline) {
      throw new ExpectedError(
        `Port ${port} is in use by another program, perhaps another Payoff. ` +
          `Stop that one, or choose another port: PORT=${port < 65_535 ? port + 1 : DEFAULT_PORT} npm start`,
      );
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** The code with which listening fails, or null. */
function listenTrouble(port: number, host?: string): Promise<string | null> {
  return new Promise((found) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => found(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => found(null)));
  });
}
