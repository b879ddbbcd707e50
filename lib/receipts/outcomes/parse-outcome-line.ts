import { readField } from "@/lib/csv";
import { compileMapping, LABEL } from "../mapping";
import { type Outcome, outcomeOf } from "../outcome";
import { type FieldError, fieldErrors } from "../parse-receipt";
import { outcomeLineSchema } from "../receipt-schema";
import { OUTCOME_FIELDS, RUN_FIELDS } from "./outcome-columns";

/** Which run an outcome is about: by its id, or else by its task. What else is given must be so of the run. */
export type RunName = {
  id: string | null;
  taskId: string | null;
  workflow: string | null;
  step: string | null;
  model: string | null;
  /** `unset` where none is recorded. */
  effort: string | null;
};

export type OutcomeLine = { run: RunName; outcome: Outcome };
export type ParsedOutcomeLine =
  | { ok: true; line: OutcomeLine }
  | { ok: false; id: string | null; errors: FieldError[] };

const FLAGS: Record<string, boolean> = { yes: true, no: false };
const fieldsOf = compileMapping(Object.fromEntries([...RUN_FIELDS, ...OUTCOME_FIELDS].map((field) => [field, field])));

/**
 * An untrusted record of an outcomes file, or all that is wrong with it. Texts of CSV become numbers and flags; a status
 * is read in any case, and yes and no are flags, since people fill these files in by hand. Other columns are theirs.
 */
export function parseOutcomeLine(record: unknown, isCsv: boolean): ParsedOutcomeLine {
  const wire = typeof record === "object" && record !== null && !Array.isArray(record) ? toWire(record, isCsv) : record;
  const parsed = outcomeLineSchema.safeParse(wire);
  if (!parsed.success) return { ok: false, id: idOf(wire), errors: fieldErrors(parsed.error.issues) };
  const { id, task_id, workflow, step, model, effort, status, ...rest } = parsed.data;
  const run = { id, taskId: task_id, workflow, step, model, effort };
  return {
    ok: true,
    line: {
      run: Object.fromEntries(Object.entries(run).map(([name, value]) => [name, value ?? null])) as RunName,
      outcome: outcomeOf({ ...rest, status: status ?? undefined }),
    },
  };
}

function toWire(record: object, isCsv: boolean): Record<string, unknown> {
  const read = (value: unknown) => (isCsv && typeof value === "string" ? readField(value) : value);
  const texts = Object.entries(record).map(([name, value]): [string, unknown] => [name, read(value)]);
  const wire = fieldsOf(Object.fromEntries(texts));
  if (typeof wire.status === "string") wire.status = wire.status.trim().toLowerCase();
  for (const flag of ["first_pass", "stopped_early"]) {
    const word = wire[flag];
    if (typeof word === "string") wire[flag] = FLAGS[word.trim().toLowerCase()] ?? word;
  }
  const labels = texts.filter(([name]) => LABEL.test(name)).map(([name, value]) => [name.slice(7), value]);
  if (labels.length > 0) wire.labels = Object.fromEntries(labels);
  else if ("labels" in record && !isCsv) wire.labels = record.labels;
  return wire;
}

function idOf(wire: unknown): string | null {
  const id = typeof wire === "object" && wire !== null && "id" in wire ? wire.id : null;
  return typeof id === "string" ? id.slice(0, 200) : null;
}
