import { z } from "zod";

/** A variable that is set to nothing counts as not set: that is what an empty line in `.env` means. */
const optional = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null);

const environment = z.object({
  DATABASE_URL: optional,
  PAYOFF_INIT_API_KEY: optional,
  PAYOFF_URL: optional,
});

export type Environment = { databaseUrl: string | null; initApiKey: string | null; publicUrl: string | null };

/** The only place in `lib` that reads the environment. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const parsed = environment.parse(source);
  return {
    databaseUrl: parsed.DATABASE_URL,
    initApiKey: parsed.PAYOFF_INIT_API_KEY,
    publicUrl: parsed.PAYOFF_URL,
  };
}
