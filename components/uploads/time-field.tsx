import { useState } from "react";
import { controlClass, Field } from "@/components/ui/field";
import { formatPlural } from "@/lib/format";
import { parseInstant } from "@/lib/time";

type Props = {
  /** Records without a time, among the first ones of the file. */
  timeless: number;
  value: string;
  onChange: (value: string) => void;
};

/** When the runs of records without a time took place: nobody but their sender can know. */
export function TimeField({ timeless, value, onChange }: Props) {
  const [isLeft, setLeft] = useState(false);
  // Whoever is still writing has made no mistake yet.
  const isWrong = isLeft && value !== "" && saidTime(value) === null;
  return (
    <div className="max-w-xl">
      <Field
        label="Time of records without one"
        htmlFor="said-time"
        hint={`${formatPlural(timeless, "record")} without a time at the beginning of this file. Say when these runs began: their day and their price go by it.`}
        error={isWrong ? "A time in ISO 8601 with its zone, as in 2026-11-02T09:30:00Z." : null}
      >
        <input
          id="said-time"
          placeholder="2026-11-02T09:30:00Z"
          autoComplete="off"
          className={controlClass}
          value={value}
          aria-required
          aria-invalid={isWrong}
          aria-describedby="said-time-hint said-time-error"
          onChange={(event) => onChange(event.target.value)}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
        />
      </Field>
    </div>
  );
}

/** UTC ISO 8601; null where it is no time yet. */
export function saidTime(text: string): string | null {
  const parsed = parseInstant(text);
  return parsed.ok ? parsed.instant : null;
}
