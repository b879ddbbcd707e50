"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { controlClass } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import type { DaysView } from "@/lib/view/filter-view";
import { PanelLabel, panelClass } from "./panel-label";

const RangeCalendar = dynamic(() => import("./range-calendar").then((module) => module.RangeCalendar), {
  ssr: false,
  loading: () => <Skeleton className="mt-2 h-80 w-full max-sm:h-72" />,
});

/** From which day on and before which: presets as links, two inputs, and a calendar once it is opened. */
export function DayPanel({ days }: { days: DaysView }) {
  const [range, setRange] = useState({ from: days.from, to: days.to });
  const [wasOpened, setWasOpened] = useState(false);
  const input = (name: "from" | "to", label: string) => (
    <label className="min-w-0 flex-1 text-dim text-xs">
      {label}
      <input
        type="date"
        name={name}
        value={range[name]}
        onChange={(event) => setRange({ ...range, [name]: event.target.value })}
        className={controlClass}
      />
    </label>
  );
  return (
    <Panel
      label={<PanelLabel name="Days" summary={days.summary} />}
      className={panelClass}
      onOpen={() => setWasOpened(true)}
    >
      <ul className="mb-2 flex max-w-80 flex-wrap gap-1">
        {days.presets.map(({ label, href, isCurrent }) => (
          <li key={label}>
            <Link
              href={href as "/"}
              aria-current={isCurrent ? "true" : undefined}
              className="inline-flex min-h-8 items-center rounded-md px-2 text-accent text-xs underline hover:bg-sunken aria-[current]:bg-sunken aria-[current]:text-ink aria-[current]:no-underline"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <div className="flex max-w-80 gap-2">
        {input("from", "From")}
        {input("to", "Before")}
      </div>
      {wasOpened && <RangeCalendar {...range} onChange={setRange} />}
    </Panel>
  );
}
