import { getDb } from "@/db/client";
import { listNoiseUnits } from "@/db/queries/list-noise-units";
import type { Missing } from "@/lib/verdict/comparison";
import { isMissing, missing } from "@/lib/verdict/missing";
import { type NoiseFloor, noiseFloorOf } from "@/lib/verdict/noise-floor";
import { noiseQuestion } from "@/lib/verdict/noise-question";
import type { AnsweredQuestion, Project } from "./compare-upgrade";

const SPLITS = 200;
/** The same question over the same runs has one answer: the splits are no choice of whoever looks. */
const SEED = 1;

const TOOK_TOO_LONG = missing(
  "took_too_long",
  "Finding the baseline's runs among all receipts took too long. Fewer days or steps are quicker.",
);

const AS_BILLED_ALONE = missing(
  "not_applicable",
  "How far the baseline differs from itself is read from costs as they were, not at one day's prices.",
);

/** How far the baseline differs from itself. Reads receipts, so that nothing should wait for it. */
export async function getNoiseFloor(project: Project, answer: AnsweredQuestion): Promise<NoiseFloor | Missing> {
  if (answer.question.pricesAt !== null) return AS_BILLED_ALONE;
  const question = noiseQuestion(answer.input);
  if (isMissing(question)) return question;
  const { filter, baseline } = answer.question;
  const units = await listNoiseUnits(getDb(), project, filter, baseline, question);
  if (units === null) return TOOK_TOO_LONG;
  return noiseFloorOf(question, units, answer.comparison, { seed: SEED, splits: SPLITS });
}
