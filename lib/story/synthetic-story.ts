import { lognormalFactor, poisson, type Random, seededRandom } from "./random";
import { STORY_STEPS, type StoryStep } from "./steps";

/** A receipt as a harness would post it (`POST /api/receipts`), so that the story takes the ordinary way in. */
export type WireReceipt = Record<string, unknown>;

const FIRST_DAY = Date.UTC(2026, 7, 24);
const DAYS = 84;
/** From this day on, six runs in ten go to the dearer model, at random. */
const ROLL_OUT_DAY = 35;
const ROLL_OUT_SHARE = 0.6;
/** The last days, in which people have not looked at everything yet. */
const UNREVIEWED_DAYS = 2;
const DAY_MS = 86_400_000;
const MAX_RETRIES = 3;

/**
 * Twelve weeks of a synthetic small business: about nine invoices a working day through six steps,
 * gpt-5.4 first, then a roll-out of gpt-5.5 beside it. Deterministic, and every receipt carries the
 * label `synthetic: "true"`. About 3,600 receipts.
 */
export function* syntheticStory(seed = 20_261_115): Generator<WireReceipt> {
  const random = seededRandom(seed);
  let invoice = 1_000;
  for (let dayIndex = 0; dayIndex < DAYS; dayIndex += 1) {
    const dayStart = FIRST_DAY + dayIndex * DAY_MS;
    const weekday = new Date(dayStart).getUTCDay();
    const invoices = poisson(random, weekday === 0 || weekday === 6 ? 1.5 : 9);
    for (let i = 0; i < invoices; i += 1) {
      invoice += 1;
      const opensAt = dayStart + (7 + 10 * random()) * 3_600_000;
      for (const [stage, step] of STORY_STEPS.entries()) {
        const startedAt = opensAt + stage * 240_000;
        yield storyReceipt(random, step, {
          taskId: `INV-${invoice}`,
          startedAt,
          dayIndex,
        });
      }
    }
  }
}

type Run = { taskId: string; startedAt: number; dayIndex: number };

function storyReceipt(random: Random, step: StoryStep, run: Run): WireReceipt {
  const dearer = run.dayIndex >= ROLL_OUT_DAY && random() < ROLL_OUT_SHARE;
  const model = dearer ? "gpt-5.5" : "gpt-5.4";
  const behaviour = step[model];
  let retries = 0;
  while (retries < MAX_RETRIES && random() > behaviour.attemptPasses) retries += 1;
  const size = (1 + retries) * lognormalFactor(random, step.spread);
  const tokens = (each: number) => Math.round(each * size);
  const stoppedEarly = random() < behaviour.stoppedEarly;
  const accepted = random() < behaviour.accepted * (stoppedEarly ? 0.4 : 1);
  const edits = accepted ? poisson(random, behaviour.edits) : 0;
  const unreviewed = run.dayIndex >= DAYS - UNREVIEWED_DAYS && random() < 0.5;
  const timed = random() < 0.92;
  const minutes = Math.round((0.5 + 2.4 * edits * lognormalFactor(random, 0.4)) * 10) / 10;
  const failure = random() < 0.25 ? "abandoned" : "rejected";
  return {
    id: `synthetic-${run.taskId}-${step.step}`,
    started_at: new Date(Math.round(run.startedAt)).toISOString(),
    duration_ms: Math.round((9_000 + tokens(step.tokens.output) * 14) * lognormalFactor(random, 0.2)),
    workflow: "invoices (synthetic)",
    step: step.step,
    model,
    effort: "high",
    service_tier: "standard",
    status: unreviewed ? "pending" : accepted ? "accepted" : failure,
    task_id: run.taskId,
    lane: step.lane,
    harness: "synthetic-story@1",
    provider: "openai",
    usage: {
      input_tokens: tokens(step.tokens.input),
      cache_read_tokens: tokens(step.tokens.cacheRead),
      cache_write_tokens: 0,
      output_tokens: tokens(step.tokens.output),
      reasoning_tokens: tokens(step.tokens.reasoning),
    },
    tool_calls: poisson(random, behaviour.toolCalls * (1 + retries * 0.6)),
    tool_errors: poisson(random, 0.05 * behaviour.toolCalls),
    retries,
    validation_failures: retries,
    ...(unreviewed
      ? {}
      : {
          human_edits: edits,
          first_pass: accepted && retries === 0 && edits === 0,
        }),
    ...(unreviewed || !timed ? {} : { human_minutes: minutes }),
    stopped_early: stoppedEarly,
    stop_reason: stoppedEarly ? "max_tokens" : "end_turn",
    labels: { synthetic: "true" },
  };
}
