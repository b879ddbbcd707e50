import { z } from "zod";
import { usageOfProvider } from "./formats/provider-usage";
import { LIMITS } from "./receipt-schema";

/**
 * How a foreign record becomes a receipt: for each of our fields a path in theirs, a path whose values are
 * translated, or one constant for all.
 */
export type Mapping = Record<string, Source>;
export type Source = string | { path: string; values?: Record<string, Scalar>; default?: Scalar } | { const: Scalar };
type Scalar = string | number | boolean | null;

export type MappingError = { pointer: string; code: string; message: string };

type Kind = "text" | "number" | "flag" | "status" | "usage";

/** Our fields that a mapping can fill, by their names in the contract, and what each holds. */
export const TARGETS: Record<string, Kind> = {
  id: "text",
  started_at: "text",
  duration_ms: "number",
  workflow: "text",
  step: "text",
  model: "text",
  effort: "text",
  service_tier: "text",
  status: "status",
  task_id: "text",
  lane: "text",
  harness: "text",
  provider: "text",
  decision_id: "text",
  /** A whole usage object as a provider's API gives it. */
  usage: "usage",
  "usage.input_tokens": "number",
  "usage.cache_read_tokens": "number",
  "usage.cache_write_tokens": "number",
  "usage.output_tokens": "number",
  "usage.reasoning_tokens": "number",
  cost_usd: "number",
  tool_calls: "number",
  tool_errors: "number",
  retries: "number",
  validation_failures: "number",
  human_edits: "number",
  human_minutes: "number",
  first_pass: "flag",
  stopped_early: "flag",
  stop_reason: "text",
};
/** Without these no record becomes a receipt. An id is made where there is none. */
export const REQUIRED_TARGETS = ["started_at", "workflow", "step", "model", "status"] as const;
/** A label of that name; a receipt has further fields only under `labels`. */
export const LABEL = /^labels\.([^\s].{0,60})$/;
const PLAIN_NUMBER = /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

const scalar = z.union([z.string().max(LIMITS.text), z.number(), z.boolean(), z.null()]);
const path = z.string().min(1, "is empty").max(LIMITS.text);
const sourceSchema = z.union(
  [
    path,
    z.strictObject({
      path,
      values: z
        .record(z.string().max(LIMITS.text), scalar)
        .refine((values) => Object.keys(values).length <= 200)
        .optional(),
      default: scalar.optional(),
    }),
    z.strictObject({ const: scalar }),
  ],
  'must be a path, {"path", "values", "default"} or {"const"}',
);

/** An untrusted mapping, or what is wrong with it, by the field of ours that it is about. */
export function parseMapping(input: unknown): { ok: true; mapping: Mapping } | { ok: false; errors: MappingError[] } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return {
      ok: false,
      errors: [{ pointer: "mapping", code: "invalid_type", message: "mapping must be a JSON object" }],
    };
  }
  const mapping: Mapping = {};
  const errors: MappingError[] = [];
  for (const [target, source] of Object.entries(input)) {
    const pointer = `mapping/${target.slice(0, 100)}`;
    const parsed = sourceSchema.safeParse(source);
    if (!Object.hasOwn(TARGETS, target) && !LABEL.test(target)) {
      const known = `${Object.keys(TARGETS).join(", ")}, labels.<name>`;
      errors.push({
        pointer,
        code: "unknown_field",
        message: `“${target.slice(0, 100)}” is no field of a receipt; these are: ${known}`,
      });
    } else if (!parsed.success) {
      errors.push({
        pointer,
        code: "invalid_source",
        message: `${target}: ${parsed.error.issues[0]?.message ?? "is not understood"}`,
      });
    } else mapping[target] = parsed.data;
  }
  if (mapping.usage && Object.keys(mapping).some((target) => target.startsWith("usage."))) {
    const message = "usage: is either one whole usage object or single counts, not both";
    errors.push({ pointer: "mapping/usage", code: "conflict", message });
  }
  const labels = Object.keys(mapping).filter((target) => LABEL.test(target)).length;
  if (labels > LIMITS.labels) {
    errors.push({ pointer: "mapping", code: "too_many", message: `a receipt has ${LIMITS.labels} labels at most` });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, mapping };
}

/**
 * A function from records of theirs to receipts as they are sent, not validated yet. What a record does not give is
 * left out, so that it is unknown.
 */
export function compileMapping(mapping: Mapping): (record: Record<string, unknown>) => Record<string, unknown> {
  const fields = Object.entries(mapping).map(([target, source]) => ({
    place: placeOf(target),
    read: compileSource(source, TARGETS[target] ?? "text"),
  }));
  return (record) => {
    const wire: Record<string, unknown> = {};
    for (const { place, read } of fields) {
      const value = read(record);
      if (value !== undefined && value !== null) place(wire, value);
    }
    return wire;
  };
}

/** Where a target stands in a receipt: at its top, in its usage, or among its labels. */
function placeOf(target: string): (wire: Record<string, unknown>, value: unknown) => void {
  const dot = target.indexOf(".");
  if (dot < 0) {
    return (wire, value) => {
      wire[target] = value;
    };
  }
  const [group, name] = [target.slice(0, dot), target.slice(dot + 1)];
  return (wire, value) => {
    if (wire[group] === undefined) wire[group] = {};
    const own = wire[group] as Record<string, unknown>;
    // Not by assignment: a label named __proto__ is a label.
    Object.defineProperty(own, name, { value, enumerable: true, configurable: true, writable: true });
  };
}

function compileSource(source: Source, kind: Kind): (record: Record<string, unknown>) => unknown {
  if (typeof source === "object" && "const" in source) return () => source.const;
  const {
    path: at,
    values,
    default: otherwise,
  } = typeof source === "string" ? ({ path: source } as Exclude<Source, string | { const: Scalar }>) : source;
  const read = compilePath(at);
  return (record) => {
    const value = read(record);
    if (values) {
      const key = value === undefined ? "null" : typeof value === "object" ? JSON.stringify(value) : String(value);
      if (Object.hasOwn(values, key)) return values[key];
      // An empty cell of a table is nothing, and may be called so either way.
      if (key === "null" && Object.hasOwn(values, "")) return values[""];
    }
    if (value === undefined || value === null || (values && otherwise !== undefined)) return otherwise;
    return convert(value, kind);
  };
}

/** A path walks into objects at its dots, unless the record has a key that is spelt just so. */
export function compilePath(at: string): (record: Record<string, unknown>) => unknown {
  const keys = at.split(".");
  return (record) => {
    if (Object.hasOwn(record, at)) return record[at];
    let value: unknown = record;
    for (const key of keys) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Record<string, unknown>)[key];
    }
    return value;
  };
}

/** Texts of CSV as numbers and flags, numbers of ids as texts. What does not fit is left for validation to name. */
function convert(value: unknown, kind: Kind): unknown {
  if (kind === "usage") return usageOfProvider(value) ?? value;
  if (kind === "text") return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof value !== "string") return value;
  if (kind === "number") return PLAIN_NUMBER.test(value.trim()) ? Number(value) : value;
  if (kind === "flag")
    return ({ true: true, false: false } as Record<string, boolean>)[value.trim().toLowerCase()] ?? value;
  return value;
}
