import type { Db } from "../client";
import { isCanceled } from "../is-canceled";
import type { AliasEdit } from "../pricing/save-own-prices";

/** Runs that would move into one arm, and those that are compared there already. */
export type MergedArm = {
  model: string;
  effort: string | null;
  serviceTier: string | null;
  moved: number;
  there: number;
};

const MAX_ARMS = 100;
/** Names are in no index: a very large project is not looked through on a page. */
const TIMEOUT_MS = 10_000;

/**
 * What comparing a sent name as another (null: as itself again) would move, by the arm that it goes to; null where
 * counting takes too long. An effort that a run sent wins over the one inside the name.
 */
export async function getMergeForecast(
  db: Db,
  projectId: string,
  { sent, as }: AliasEdit,
): Promise<{ runs: number; arms: MergedArm[] } | null> {
  const model = as?.model ?? sent;
  const effortOfName = as?.effort ?? null;
  try {
    return await db.$client.begin("isolation level repeatable read read only", async (tx) => {
      await tx.unsafe(`set local statement_timeout = ${TIMEOUT_MS}`);
      const arms = await tx<MergedArm[]>`
        with moving as (
          select coalesce(case when model_sent is null then effort else effort_sent end, ${effortOfName}::text) as to_effort,
            service_tier, model as from_model, effort as from_effort
          from receipts where project_id = ${projectId} and coalesce(model_sent, model) = ${sent}),
        moved as (
          select to_effort, service_tier, count(*) as moved from moving
          where from_model <> ${model} or from_effort is distinct from to_effort
          group by to_effort, service_tier),
        known as (
          select effort, service_tier, sum(n) as there from cells
          where project_id = ${projectId} and model = ${model} group by effort, service_tier)
        select ${model}::text as model, moved.to_effort as effort, moved.service_tier as "serviceTier",
          moved.moved::float8 as moved, coalesce(known.there, 0)::float8 as there
        from moved left join known
          on known.effort = coalesce(moved.to_effort, '') and known.service_tier = coalesce(moved.service_tier, '')
        order by moved.moved desc, moved.to_effort, moved.service_tier limit ${MAX_ARMS}`;
      return { runs: arms.reduce((sum, { moved }) => sum + moved, 0), arms: arms.map((arm) => ({ ...arm })) };
    });
  } catch (error) {
    if (isCanceled(error)) return null;
    throw error;
  }
}
