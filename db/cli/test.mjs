import { run } from "./load.mjs";

run(async () => {
  const { runTests } = await import("./run-tests.ts");
  return runTests();
});
