import { formatCount, formatExactUsd, formatInstant, formatMean, formatUsd } from "@/lib/format";
import { nanoToUsd } from "@/lib/money";
import { type CostArithmetic, type CostLine, type CostPart, KIND_WORDS } from "@/lib/pricing/cost-lines";
import { deriveFirstPass } from "@/lib/receipts/first-pass";
import type { ReceiptChange } from "@/lib/receipts/receipt-change";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { formatAuthor } from "@/lib/verdict/setting-change";
import { changeText } from "./change-text";

/** A fact and its text; null where it is not known. */
export type Fact = { name: string; text: string | null; href?: string };

const ORIGINS: Record<ReceiptChange["origin"], string> = {
  post: "a later message",
  upload: "an uploaded file",
  outcomes: "a file of outcomes",
  amend: "an amendment",
  review: "a review",
  undo: "taken back",
  reprice: "new prices",
  moved: "taken to another run, or from one, with its calls",
};

/** What the sender said of a run, group by group. */
export function receiptFacts(receipt: StoredReceipt): { title: string; facts: Fact[] }[] {
  const count = (value: number | null) => (value === null ? null : formatCount(value));
  const flag = (value: boolean | null) => (value === null ? null : value ? "yes" : "no");
  const firstPass = deriveFirstPass(receipt);
  const derived = firstPass !== null && receipt.firstPass === null ? ", from retries and edits" : "";
  const { durationMs, humanMilliMinutes: minutes, uploadId, amendedAt } = receipt;
  return [
    {
      title: "The run",
      facts: [
        { name: "Workflow", text: receipt.workflow },
        { name: "Step", text: receipt.step },
        { name: "Task", text: receipt.taskId },
        { name: "Started", text: formatInstant(receipt.startedAt) },
        { name: "Took", text: durationMs === null ? null : `${formatMean(durationMs / 1_000)} s` },
        { name: "Model", text: receipt.model },
        { name: "Effort", text: receipt.effort },
        { name: "Service tier", text: receipt.serviceTier },
        { name: "Provider", text: receipt.provider },
        { name: "Lane", text: receipt.lane },
        { name: "Harness", text: receipt.harness },
      ],
    },
    {
      title: "What became of it",
      facts: [
        { name: "Human edits", text: count(receipt.humanEdits) },
        { name: "Human minutes", text: minutes === null ? null : String(minutes / 1_000) },
        { name: "First artifact passed", text: firstPass === null ? null : `${flag(firstPass)}${derived}` },
        { name: "Retries", text: count(receipt.retries) },
        { name: "Validation failures", text: count(receipt.validationFailures) },
        { name: "Tool calls", text: count(receipt.toolCalls) },
        { name: "Failed tool calls", text: count(receipt.toolErrors) },
        { name: "Stopped early", text: flag(receipt.stoppedEarly) },
        { name: "Stop reason", text: receipt.stopReason },
      ],
    },
    {
      title: "Where it came from",
      facts: [
        { name: "Received", text: formatInstant(receipt.receivedAt) },
        { name: "Last changed", text: amendedAt === null ? "never" : formatInstant(amendedAt) },
        uploadId === null
          ? { name: "File", text: "none: it was posted" }
          : { name: "File", text: `${uploadId}, line ${receipt.uploadLine}`, href: uploadHref(uploadId) },
        ...Object.entries(receipt.labels ?? {}).map(([name, value]) => ({ name: `Label ${name}`, text: value })),
      ],
    },
  ];
}

const AS_SHORT =
  "These tokens may be of many requests: the dearer price of a long context, which belongs to single ones, is left out.";

function uploadHref(uploadId: string): string {
  return `/uploads/${encodeURIComponent(uploadId)}`;
}

export type CostView = {
  /** What counts, and where it is from. */
  total: string;
  source: string;
  /** `model` where a run used several. */
  lines: { model: string | null; kind: string; sum: string; usd: string }[];
  /** What the lines come to, or why there are none. */
  below: string;
};

/** `15,470 uncached input × $5/M` and what it comes to. */
export function costView(receipt: StoredReceipt, arithmetic: CostArithmetic): CostView {
  const { costNanoUsd, costSource, priceVersion } = receipt;
  const sources: Record<StoredReceipt["costSource"], string> = {
    reported: "As the sender reported it. It counts, and the price book only stands beside it.",
    computed: `Computed from the tokens, by price book ${priceVersion}.`,
    unpriced: "No price is known, which is not $0: the run is left out of every cost.",
  };
  const total = costNanoUsd === null ? "unpriced" : formatUsd(nanoToUsd(costNanoUsd));
  if ("missing" in arithmetic) return { total, source: sources[costSource], lines: [], below: arithmetic.message };
  const isOneModel = new Set(arithmetic.parts.map(({ model }) => model)).size === 1;
  return {
    total,
    source: sources[costSource],
    lines: sumByRate(arithmetic.parts).map(({ model, kind, tokens, usdPerMillion, usd }) => ({
      model: isOneModel ? null : model,
      kind: KIND_WORDS[kind] ?? kind.replaceAll("_", " "),
      sum: `${formatCount(tokens)} × ${formatExactUsd(usdPerMillion)}/M`,
      usd: formatUsd(usd),
    })),
    below:
      `${formatUsd(arithmetic.totalUsd)} by today’s price book.` +
      (arithmetic.parts.length > 1
        ? ` Its ${formatCount(arithmetic.parts.length)} ${areCalls(receipt) ? "calls" : "attempts"} are priced one by one.`
        : "") +
      (arithmetic.parts.some(({ pricedAsShort }) => pricedAsShort) ? ` ${AS_SHORT}` : ""),
  };
}

/** Whether what stands as attempts are single calls of a model, as in sessions and traces, rather than tries of the run. */
export function areCalls({ attempts }: Pick<StoredReceipt, "attempts">): boolean {
  return attempts?.every(({ request }) => request !== null) ?? false;
}

const KIND_ORDER = Object.keys(KIND_WORDS);

/** Tokens of one kind, model and price, over all attempts, in one line: model by model as they were used. */
function sumByRate(parts: readonly CostPart[]): (CostLine & { model: string })[] {
  const sums = new Map<string, CostLine & { model: string }>();
  for (const { model, line } of parts.flatMap(({ model, lines }) => lines.map((line) => ({ model, line })))) {
    const key = JSON.stringify([model, line.kind, line.usdPerMillion]);
    const known = sums.get(key);
    const { tokens, usd } = known ?? { tokens: 0, usd: 0 };
    sums.set(key, { ...line, model, tokens: tokens + line.tokens, usd: usd + line.usd });
  }
  const models = parts.map(({ model }) => model);
  return [...sums.values()].sort(
    (a, b) =>
      models.indexOf(a.model) - models.indexOf(b.model) || KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind),
  );
}

export type AttemptRow = { position: number; model: string; tokens: string; cost: string; outcome: string };

export function attemptRows(receipt: StoredReceipt): AttemptRow[] {
  return (receipt.attempts ?? []).map(({ model, effort, tokens, reportedCostNanoUsd, outcome }, index) => {
    const { uncachedInput, cacheRead, cacheWrite, output, reasoning } = tokens;
    const input = uncachedInput === null ? null : uncachedInput + (cacheRead ?? 0) + (cacheWrite ?? 0);
    const out = output === null ? null : output + (reasoning ?? 0);
    const said = (value: number | null) => (value === null ? "unknown" : formatCount(value));
    return {
      position: index + 1,
      model: effort === null ? model : `${model} · ${effort}`,
      tokens: `${said(input)} in, ${said(out)} out`,
      cost: reportedCostNanoUsd === null ? "not reported" : formatUsd(nanoToUsd(reportedCostNanoUsd)),
      outcome: outcome ?? "not recorded",
    };
  });
}

export type HistoryRow = {
  number: number;
  when: string;
  by: string;
  /** The file that brought it; null where none did. */
  upload: { id: string; href: string } | null;
  changes: { field: string; before: string; after: string }[];
};

/** The history of a receipt as it is read, in its order. */
export function historyRows(changes: readonly ReceiptChange[]): HistoryRow[] {
  return changes.map(({ number, changedAt, origin, author, uploadId, before, after }) => ({
    number,
    when: formatInstant(changedAt),
    by: [ORIGINS[origin], ...(author ? [`by ${formatAuthor(author)}`] : [])].join(" "),
    upload: uploadId === null ? null : { id: uploadId, href: uploadHref(uploadId) },
    changes: Object.keys(after).map((field) => changeText(field, before[field] ?? null, after[field] ?? null)),
  }));
}
