import { run } from "./load.mjs";

run(async () => {
  const { serve } = await import("./serve.ts");
  return serve({ dev: process.argv.includes("--dev") });
});
