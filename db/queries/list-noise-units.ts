import { and, desc, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Filter } from "@/lib/filter";
import type { Arm } from "@/lib/receipts/arm";
import { addDays, startOfDay } from "@/lib/time";
import type { BaselineUnit } from "@/lib/verdict/noise-floor";
import type { NoiseQuestion } from "@/lib/verdict/noise-question";
import type { Db } from "../client";
import { isCanceled } from "../is-canceled";
import { receipts } from "../schema/receipts";
import { armOfReceipt, receiptConditions } from "./receipt-conditions";

/** Runs that are read at most, the latest: more would not make the picture another. */
export const MAX_NOISE_RUNS = 20_000;
/** An arm that is rare among a great many receipts would be searched for longer than a page may take. */
const TIMEOUT_MS = 5_000;

/**
 * The baseline's latest runs of a comparison, added up by task (or run, where it has none) and step; null where the
 * database did not find them in time. `cost` is model cost and, at the question's rate, human time, over the runs in
 * which all of it is known.
 */
export async function listNoiseUnits(
  db: Db,
  project: { id: string; timeZone: string },
  filter: Filter,
  baseline: Arm,
  question: Pick<NoiseQuestion, "steps" | "days" | "usdPerMinute">,
  limits: { runs: number; timeoutMs: number } = { runs: MAX_NOISE_RUNS, timeoutMs: TIMEOUT_MS },
): Promise<BaselineUnit[] | null> {
  const { days, steps } = question;
  const latest = db
    .select({
      unit: sql<string>`case when ${receipts.taskId} is null then 'run ' || ${receipts.id} else 'task ' || ${receipts.taskId} end`.as(
        "unit",
      ),
      workflow: receipts.workflow,
      step: receipts.step,
      accepted: sql<boolean>`${receipts.status} = 'accepted'`.as("accepted"),
      money: moneyOf(question.usdPerMinute).as("money"),
    })
    .from(receipts)
    .innerJoin(
      sql`json_to_recordset(${JSON.stringify(steps)}::json) as compared(workflow text, step text, "capNanoUsd" bigint)`,
      sql`${receipts.workflow} = compared.workflow and ${receipts.step} = compared.step`,
    )
    .where(
      and(
        receiptConditions(project, filter),
        armOfReceipt(baseline),
        // By start, for the index.
        gte(receipts.startedAt, startOfDay(days.first, project.timeZone)),
        days.last === null ? undefined : lt(receipts.startedAt, startOfDay(addDays(days.last, 1), project.timeZone)),
      ),
    )
    .orderBy(desc(receipts.startedAt), desc(receipts.id))
    .limit(limits.runs)
    .as("latest");
  const count = (which?: SQL) => sql<number>`count(*) filter (where ${which ?? sql`true`})`.mapWith(Number);
  const priced = sql`${latest.money} is not null`;
  try {
    return await db.transaction(
      async (tx) => {
        await tx.execute(sql.raw(`set local statement_timeout = ${Math.round(limits.timeoutMs)}`));
        return tx
          .select({
            unit: latest.unit,
            workflow: latest.workflow,
            step: latest.step,
            runs: count(),
            accepted: count(sql`${latest.accepted}`),
            priced: count(priced),
            pricedAccepted: count(sql`${latest.accepted} and ${priced}`),
            costNanoUsd: sql<number>`coalesce(sum(${latest.money}), 0)`.mapWith(Number),
          })
          .from(latest)
          .groupBy(latest.unit, latest.workflow, latest.step);
      },
      { accessMode: "read only" },
    );
  } catch (error) {
    if (isCanceled(error)) return null;
    throw error;
  }
}

/** Nano-US$ of a run, its cost capped as in cells; null where a part of it is not known. */
function moneyOf(usdPerMinute: number): SQL<string | null> {
  // Of null and a number the least is the number.
  const cost = sql`case when ${receipts.costNanoUsd} is not null then least(${receipts.costNanoUsd}, compared."capNanoUsd") end`;
  if (usdPerMinute === 0) return sql`(${cost})::numeric`;
  // A thousandth of a minute at one US$ a minute is a million nano-US$.
  return sql`${cost} + ${receipts.humanMilliMinutes} * ${usdPerMinute * 1e6}::float8`;
}
