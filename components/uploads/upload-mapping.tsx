import type { Mapping } from "@/lib/receipts/mapping";
import { choiceOf } from "./mapping-rows";

/** A mapping as it was applied, for reading. */
export function UploadMapping({ mapping }: { mapping: Mapping }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
      {Object.entries(mapping).map(([target, source]) => {
        const choice = choiceOf(source);
        return (
          <div key={target} className="contents">
            <dt className="text-dim">{target}</dt>
            <dd className="wrap-anywhere mb-1">
              {choice.kind === "const" ? `always “${choice.value}”` : choice.kind === "path" ? choice.path : "nothing"}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
