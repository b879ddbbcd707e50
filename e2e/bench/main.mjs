import { run } from "../../db/cli/load.mjs";

run(async () => {
  const { bench } = await import("./bench.ts");
  return bench(process.argv.slice(2));
});
