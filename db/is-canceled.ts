const QUERY_CANCELED = "57014";

/** Whether the database gave a statement up at its timeout. Drizzle wraps the driver's error. */
export function isCanceled(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  return ("code" in error && error.code === QUERY_CANCELED) || ("cause" in error && isCanceled(error.cause));
}
