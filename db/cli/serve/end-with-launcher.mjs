// Loaded into the server before Next.js. The channel to the launcher closes when the launcher is gone, killed even:
// then nobody is left to stop the server, and it would keep the port. Requests under way get a moment to finish.

const GRACE_MS = 5_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
