import type postgres from "postgres";
import type { PriceOverride } from "@/lib/pricing/price-override";
import type { ModelAlias } from "@/lib/receipts/model-names";
import { lockOutWriters } from "../cells/cost-cap-lock";
import type { Db } from "../client";
import { getOwnPrices, MAX_ALIASES, MAX_OVERRIDES } from "../queries/get-own-prices";

/** A price to set (by model, tier and day), or to take away. */
export type OverrideEdit = { set: Omit<PriceOverride, "savedBy"> } | { remove: OverrideKey };
export type OverrideKey = Pick<PriceOverride, "model" | "serviceTier" | "fromDay">;
/** What a sent name is compared as from now on; null is itself again. */
export type AliasEdit = { sent: string; as: Omit<ModelAlias, "sent"> | null };

export type SavedPrices =
  | { ok: true; version: number; changed: number }
  /** Somebody else saved since the version that was looked at. Nothing was saved. */
  | { ok: false; problem: "changed_meanwhile"; version: number }
  | { ok: false; problem: "too_many" };

/**
 * Saves all of these edits or none, each with its line of history. Batches that are being written are waited for, and
 * whatever is written after follows; what is stored moves by a rewrite alone. `lookedAt` is the version that whoever
 * saves has seen, null for whatever is there.
 */
export async function saveOwnPrices(
  db: Db,
  projectId: string,
  edits: { overrides?: readonly OverrideEdit[]; aliases?: readonly AliasEdit[] },
  { lookedAt, by }: { lookedAt: number | null; by: string },
): Promise<SavedPrices> {
  return db.$client.begin(async (tx): Promise<SavedPrices> => {
    await lockOutWriters(tx, projectId);
    await tx`select id from projects where id = ${projectId} for no key update`;
    const own = await getOwnPrices(tx, projectId);
    if (lookedAt !== null && lookedAt !== own.version) {
      return { ok: false, problem: "changed_meanwhile", version: own.version };
    }
    const { overrides = [], aliases = [] } = edits;
    if (
      own.overrides.length + overrides.filter((edit) => "set" in edit).length > MAX_OVERRIDES ||
      own.aliases.length + aliases.filter(({ as }) => as).length > MAX_ALIASES
    ) {
      return { ok: false, problem: "too_many" };
    }
    let changed = 0;
    for (const edit of overrides) changed += await saveOverride(tx, projectId, own.overrides, edit, by);
    for (const edit of aliases) changed += await saveAlias(tx, projectId, own.aliases, edit, by);
    const saved = await getOwnPrices(tx, projectId);
    return { ok: true, version: saved.version, changed };
  });
}

async function saveOverride(
  tx: postgres.TransactionSql,
  projectId: string,
  known: readonly PriceOverride[],
  edit: OverrideEdit,
  by: string,
): Promise<number> {
  const key = "set" in edit ? edit.set : edit.remove;
  const tier = key.serviceTier ?? "";
  const before = known.find(
    (each) => each.model === key.model && each.serviceTier === key.serviceTier && each.fromDay === key.fromDay,
  );
  const after = "set" in edit ? { ...edit.set, savedBy: by } : null;
  if (!before && !after) return 0;
  if (before && after && sameOverride(before, after)) return 0;
  await tx`
    delete from price_overrides
    where project_id = ${projectId} and model = ${key.model} and service_tier = ${tier} and from_day = ${key.fromDay}`;
  if (after) {
    await tx`
      insert into price_overrides (project_id, model, service_tier, from_day, input_nano_usd_per_million,
        cache_read_nano_usd_per_million, cache_write_nano_usd_per_million, output_nano_usd_per_million, note, saved_by)
      values (${projectId}, ${after.model}, ${tier}, ${after.fromDay}, ${after.input}, ${after.cacheRead},
        ${after.cacheWrite}, ${after.output}, ${after.note}, ${by})`;
  }
  await insertChange(tx, projectId, { kind: "override", model: key.model, before: before ?? null, after }, by);
  return 1;
}

async function saveAlias(
  tx: postgres.TransactionSql,
  projectId: string,
  known: readonly ModelAlias[],
  { sent, as }: AliasEdit,
  by: string,
): Promise<number> {
  const before = known.find((each) => each.sent === sent);
  if (before ? as && before.model === as.model && before.effort === as.effort : !as) return 0;
  await tx`delete from model_aliases where project_id = ${projectId} and sent = ${sent}`;
  if (as) {
    await tx`
      insert into model_aliases (project_id, sent, model, effort)
      values (${projectId}, ${sent}, ${as.model}, ${as.effort})`;
  }
  const after = as && { sent, ...as };
  await insertChange(tx, projectId, { kind: "alias", model: sent, before: before ?? null, after }, by);
  return 1;
}

type Change = { kind: "override" | "alias"; model: string; before: object | null; after: object | null };

async function insertChange(tx: postgres.TransactionSql, projectId: string, change: Change, by: string): Promise<void> {
  const json = (value: object | null) => value && JSON.stringify(value);
  await tx`
    insert into price_changes (project_id, number, kind, model, before, after, changed_by)
    select ${projectId}, coalesce(max(number), 0) + 1, ${change.kind}, ${change.model},
      ${json(change.before)}::text::jsonb, ${json(change.after)}::text::jsonb, ${by}
    from price_changes where project_id = ${projectId}`;
}

function sameOverride(a: PriceOverride, b: PriceOverride): boolean {
  return (
    a.input === b.input &&
    a.cacheRead === b.cacheRead &&
    a.cacheWrite === b.cacheWrite &&
    a.output === b.output &&
    a.note === b.note
  );
}
