"use client";

import { controlClass } from "@/components/ui/field";
import { formatPlural } from "@/lib/format";
import type { Mapping } from "@/lib/receipts/mapping";
import { choiceOf, isRequired, TARGET_TEXTS, type TargetText, withChoice } from "./mapping-rows";
import { StatusValues } from "./status-values";

type Props = {
  mapping: Mapping;
  paths: string[];
  /** Targets whose constant stood in the mapping of the file before. */
  carried: string[];
  sample: Record<string, unknown>[];
  onChange: (mapping: Mapping) => void;
};

const NONE = "";
const CONST = "\u0001const";

/** Which of their fields becomes which of ours. What is needed and what was found is open, the rest one click away. */
export function MappingEditor({ mapping, paths, carried, sample, onChange }: Props) {
  const shown = TARGET_TEXTS.filter(({ target }) => isRequired(target) || mapping[target] !== undefined);
  const others = TARGET_TEXTS.filter((each) => !shown.includes(each));
  const row = (each: TargetText) => (
    <MappingRow key={each.target} text={each} mapping={mapping} paths={paths} carried={carried} onChange={onChange} />
  );
  return (
    <div className="grid gap-2.5">
      {shown.map(row)}
      <StatusValues mapping={mapping} sample={sample} onChange={onChange} />
      {others.length > 0 && (
        <details>
          <summary className="min-h-10 py-2 text-dim text-sm">
            {formatPlural(others.length, "more field")}, not in this file
          </summary>
          <div className="grid gap-2.5 pt-2">{others.map(row)}</div>
        </details>
      )}
    </div>
  );
}

type RowProps = Pick<Props, "mapping" | "paths" | "carried" | "onChange"> & { text: TargetText };

function MappingRow({ text, mapping, paths, carried, onChange }: RowProps) {
  const { target, label, hint } = text;
  const choice = choiceOf(mapping[target]);
  const id = `map-${target}`;
  const isCarried = choice.kind === "const" && carried.includes(target);
  const missing = isRequired(target) && choice.kind === "none";
  const known = choice.kind === "path" && !paths.includes(choice.path) ? [choice.path, ...paths] : paths;
  return (
    <div className="grid items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]">
      <label htmlFor={id} className="text-sm">
        {label}
        {isRequired(target) && <span className="text-dim"> (needed)</span>}
        {hint && <span className="block text-dim text-xs">{hint}</span>}
      </label>
      <div className="flex min-w-0 flex-wrap gap-2">
        <select
          id={id}
          aria-invalid={missing}
          className={`${controlClass} flex-1 basis-36`}
          value={choice.kind === "path" ? choice.path : choice.kind === "const" ? CONST : NONE}
          onChange={({ target: { value } }) =>
            onChange(
              withChoice(
                mapping,
                target,
                value === NONE
                  ? { kind: "none" }
                  : value === CONST
                    ? { kind: "const", value: "" }
                    : { kind: "path", path: value },
              ),
            )
          }
        >
          <option value={NONE}>{missing ? "Choose a field…" : "not in this file"}</option>
          <option value={CONST}>the same for all…</option>
          {known.map((path) => (
            <option key={path} value={path}>
              {path}
            </option>
          ))}
        </select>
        {choice.kind === "const" && (
          <input
            aria-label={`${label}, the same for all`}
            placeholder={target === "started_at" ? "2026-11-02T00:00:00Z" : "value"}
            className={`${controlClass} flex-1 basis-36`}
            value={choice.value}
            aria-describedby={isCarried ? `${id}-carried` : undefined}
            onChange={(event) => onChange(withChoice(mapping, target, { kind: "const", value: event.target.value }))}
          />
        )}
        {isCarried && (
          <p id={`${id}-carried`} className="basis-full text-unsure text-xs">
            from the file before: is it so in this one?
          </p>
        )}
      </div>
    </div>
  );
}
