import { type Receipt, STATUSES } from "../receipt";
import { LIMITS } from "../receipt-schema";
import { at, listOf, numberOf, textOf } from "./foreign-value";

/**
 * What the scores of a trace say of its run: `payoff.status` is a status of ours as text, `accepted` is 1 or true for
 * accepted and 0 or false for rejected, `payoff.human_edits` and `payoff.retries` are counts. All others mean what
 * their owner decides: they are kept as labels `score.NAME`.
 */
export function scoreFacts(
  trace: Record<string, unknown>,
): Partial<Pick<Receipt, "status" | "humanEdits" | "retries" | "labels">> {
  const facts: Partial<Pick<Receipt, "status" | "humanEdits" | "retries" | "labels">> = {};
  const labels = new Map<string, string>();
  for (const score of listOf(trace.scores)) {
    const name = textOf(at(score, "name"), 100);
    const text = textOf(at(score, "stringValue"), LIMITS.text) ?? textOf(at(score, "value"), LIMITS.text);
    if (!name || !text) continue;
    const word = text.toLowerCase();
    const number = numberOf(text);
    const whole = number !== null && Number.isInteger(number) && number >= 0 && number <= LIMITS.count ? number : null;
    const status = STATUSES.find((each) => each === word);
    if (name === "payoff.status" && status) facts.status = status;
    else if (name === "accepted" && ["1", "true"].includes(word)) facts.status ??= "accepted";
    else if (name === "accepted" && ["0", "false"].includes(word)) facts.status ??= "rejected";
    else if (name === "payoff.human_edits" && whole !== null) facts.humanEdits = whole;
    else if (name === "payoff.retries" && whole !== null) facts.retries = whole;
    else if (labels.size < LIMITS.labels) labels.set(`score.${name}`, text);
  }
  if (labels.size > 0) facts.labels = Object.fromEntries(labels);
  return facts;
}
