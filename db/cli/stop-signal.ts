/**
 * Aborts at the first Ctrl-C, SIGTERM or SIGHUP (the terminal was closed). Later ones change nothing: an npm above
 * us may pass on what the terminal has sent us already.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}
