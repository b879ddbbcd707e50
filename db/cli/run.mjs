import { run } from "./load.mjs";

run(async () => {
  const { runCommand } = await import("./run-command.ts");
  return runCommand(process.argv[2] ?? "");
});
