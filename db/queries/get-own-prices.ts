import type postgres from "postgres";
import type { OwnPrices } from "@/lib/pricing/own-prices";
import type { ModelAlias } from "@/lib/receipts/model-names";
import type { ServiceTier } from "@/lib/receipts/receipt";

/** Every batch is priced by them. Held by the only way to write, `db/pricing/save-own-prices.ts`. */
export const MAX_OVERRIDES = 2_000;
export const MAX_ALIASES = 2_000;

type Sql = postgres.Sql | postgres.TransactionSql;

/** How many changes of own prices and names there were; rewrites of receipts are none. */
export async function getOwnPricesVersion(sql: Sql, projectId: string): Promise<number> {
  const [latest] = await sql<{ number: string }[]>`
    select number from price_changes where project_id = ${projectId} and kind <> 'rewrite'
    order by number desc limit 1`;
  return Number(latest?.number ?? 0);
}

/** What a project says of prices and model names itself. */
export async function getOwnPrices(sql: Sql, projectId: string): Promise<OwnPrices> {
  // The version first: what is saved meanwhile has a later one, and is read again by whoever compares them.
  const version = await getOwnPricesVersion(sql, projectId);
  const overrides = await sql<Record<string, string | null>[]>`
    select model, service_tier, from_day, note, saved_by, output_nano_usd_per_million as output,
      input_nano_usd_per_million as input, cache_read_nano_usd_per_million as cache_read,
      cache_write_nano_usd_per_million as cache_write
    from price_overrides where project_id = ${projectId}
    order by model, service_tier, from_day limit ${MAX_OVERRIDES}`;
  const aliases = await sql<ModelAlias[]>`
    select sent, model, effort from model_aliases where project_id = ${projectId} order by sent limit ${MAX_ALIASES}`;
  return {
    version,
    aliases: aliases.map(({ sent, model, effort }) => ({ sent, model, effort })),
    overrides: overrides.map((row) => ({
      model: String(row.model),
      serviceTier: row.service_tier === "" ? null : (row.service_tier as ServiceTier),
      fromDay: String(row.from_day),
      input: Number(row.input),
      cacheRead: numberOrNull(row.cache_read),
      cacheWrite: numberOrNull(row.cache_write),
      output: Number(row.output),
      note: String(row.note),
      savedBy: String(row.saved_by),
    })),
  };
}

function numberOrNull(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
