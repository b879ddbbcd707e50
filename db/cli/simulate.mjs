import { run } from "./load.mjs";

run(async () => {
  const { simulate } = await import("./simulate.ts");
  return simulate(process.argv.slice(2));
});
