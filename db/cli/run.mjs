import { run } from "./load.mjs";

run(async () => {
  const { runCommand } = await import("./run-command.ts");
  const [name = "", ...args] = process.argv.slice(2);
  return runCommand(name, args);
});
