/** When the server starts: goes on with whatever was stopped with the last one. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !process.env.DATABASE_URL) return;
  const { getDb } = await import("@/db/client");
  const { resumeRewrites } = await import("@/db/rewrites/start-rewrite");
  // The pages work without it: a rewrite that is not gone on with is shown as running, and can be stopped.
  await resumeRewrites(getDb()).catch((error) => console.error(error));
}
