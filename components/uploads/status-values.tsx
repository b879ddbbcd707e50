"use client";

import { controlClass } from "@/components/ui/field";
import { compileMapping, type Mapping } from "@/lib/receipts/mapping";
import { STATUSES } from "@/lib/receipts/receipt";

type Props = { mapping: Mapping; sample: Record<string, unknown>[]; onChange: (mapping: Mapping) => void };

const MAX_VALUES = 12;

/** What each of their verdicts means: a row for every value that the sample has, and for none. */
export function StatusValues({ mapping, sample, onChange }: Props) {
  const source = mapping.status;
  if (source === undefined || (typeof source === "object" && "const" in source)) return null;
  const { path, values = {} } = typeof source === "string" ? { path: source } : source;
  const read = compileMapping({ id: path });
  const seen = [...new Set([...Object.keys(values), ...sample.map((record) => String(read(record).id ?? "null"))])];
  if (typeof source === "string" && seen.every((value) => (STATUSES as readonly string[]).includes(value))) return null;
  return (
    <fieldset className="rounded-lg border border-line p-3">
      <legend className="px-1 text-dim text-xs">Each “{path}” means</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {seen.slice(0, MAX_VALUES).map((value) => (
          <label key={value} className="flex items-center gap-2 text-sm">
            <code className="min-w-14 font-mono text-xs">{value === "null" ? "nothing" : value}</code>
            <select
              className={controlClass}
              aria-invalid={!values[value] && !(STATUSES as readonly string[]).includes(value)}
              value={String(values[value] ?? ((STATUSES as readonly string[]).includes(value) ? value : ""))}
              onChange={(event) =>
                onChange({ ...mapping, status: { path, values: { ...values, [value]: event.target.value } } })
              }
            >
              <option value="">Choose…</option>
              {STATUSES.map((status) => (
                <option key={status} value={status}>
                  {status}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
