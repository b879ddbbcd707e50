import { readingOf } from "../reading";
import { DEFAULT_SETTINGS } from "../settings";

/** How the product reads production runs, and an evaluation: its defaults. */
export const LIVE = readingOf({ ...DEFAULT_SETTINGS, candidates: 1, design: "live" });
export const EVALUATION = readingOf({ ...DEFAULT_SETTINGS, candidates: 1, design: "evaluation" });
