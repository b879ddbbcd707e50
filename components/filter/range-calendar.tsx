"use client";

import { DayPicker, UI } from "react-day-picker";
import { addDays } from "@/lib/time";

type Days = { from: string; to: string };

const LOOK: Partial<Record<UI | "range_start" | "range_middle" | "range_end" | "today" | "outside", string>> = {
  [UI.Months]: "relative",
  [UI.MonthCaption]: "mx-10 grid min-h-10 place-items-center font-medium",
  [UI.Nav]: "absolute inset-x-0 top-0 flex justify-between",
  [UI.PreviousMonthButton]: "grid size-10 place-items-center rounded-md hover:bg-sunken",
  [UI.NextMonthButton]: "grid size-10 place-items-center rounded-md hover:bg-sunken",
  [UI.Chevron]: "size-4 fill-current",
  [UI.MonthGrid]: "w-full border-collapse",
  [UI.Weekday]: "pb-1 font-normal text-dim text-xs",
  [UI.Day]: "p-0 text-center",
  [UI.DayButton]: "size-10 rounded-md hover:bg-sunken max-sm:size-9",
  today: "font-semibold underline",
  outside: "text-dim",
  range_start: "rounded-l-md bg-accent text-on-accent",
  range_middle: "bg-sunken",
  range_end: "rounded-r-md bg-accent text-on-accent",
};

/** A month to choose a range of days from. The last chosen day is in it, while `to` is the day after. */
export function RangeCalendar({ from, to, onChange }: Days & { onChange: (days: Days) => void }) {
  const last = to === "" ? undefined : localDate(addDays(to, -1));
  const first = from === "" ? undefined : localDate(from);
  return (
    <DayPicker
      mode="range"
      weekStartsOn={1}
      defaultMonth={last ?? first}
      selected={{ from: first, to: last }}
      onSelect={(range) =>
        onChange({ from: range?.from ? dayOf(range.from) : "", to: range?.to ? addDays(dayOf(range.to), 1) : "" })
      }
      classNames={LOOK}
      className="mt-2 text-sm"
    />
  );
}

/** A calendar knows no time zone: its dates are days, written as midnights of wherever the browser is. */
function localDate(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
