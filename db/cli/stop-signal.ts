import { PARENT } from "./parent.mjs";

const LOOK_EVERY_MS = 500;

/**
 * Aborts at the first Ctrl-C, SIGTERM or SIGHUP (the terminal was closed). Later ones change nothing: an npm above
 * us may pass on what the terminal has sent us already.
 *
 * It may also pass on too little: npm hands a SIGTERM to the shell between it and us, which dies of it alone. Under
 * npm, a parent that is gone therefore means stop, too.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  if (process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (process.ppid !== PARENT) stop.abort();
    }, LOOK_EVERY_MS).unref();
  }
  return stop.signal;
}
