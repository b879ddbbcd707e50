"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { notify } from "@/components/ui/notify";
import { Panel } from "@/components/ui/panel";
import type { ChartTable } from "@/lib/view/chart-table";
import { SWITCH_TABLES } from "./switch-tables";

type Props = { title: string; data: ChartTable; height: number; picture: ReactNode; table: ReactNode };
type Format = "csv" | "svg" | "png";

const FORMATS: [Format, string][] = [
  ["csv", "Numbers, CSV"],
  ["svg", "Picture, SVG"],
  ["png", "Picture, PNG"],
];
const control = "min-h-8 rounded-md px-2 text-xs text-dim hover:bg-sunken hover:text-ink";

/** Shows a picture or its numbers, and saves either as a file. */
export function ChartSwitch({ title, data, height, picture, table }: Props) {
  const [showsTable, setShowsTable] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const toggle = () => setShowsTable((shown) => !shown);
    document.addEventListener(SWITCH_TABLES, toggle);
    return () => document.removeEventListener(SWITCH_TABLES, toggle);
  }, []);

  async function save(format: Format) {
    try {
      const { saveChart } = await import("./save-chart");
      await saveChart(format, title, data, frame.current);
    } catch (error) {
      // A chunk that did not come, a picture that is not drawn yet, or a browser that refuses to draw one.
      notify("error", `The file could not be made: ${error instanceof Error ? error.message : "unknown reason"}`);
    }
  }

  return (
    <>
      <div className="-mt-1 mb-2 flex justify-end gap-1 print:hidden">
        <button
          type="button"
          aria-pressed={showsTable}
          aria-label={`${title} as a table`}
          onClick={() => setShowsTable(!showsTable)}
          className={`${control} aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink`}
        >
          Table
        </button>
        <Panel
          side="right"
          label={
            <>
              Download<span className="sr-only">: {title}</span>
            </>
          }
          className={control}
        >
          <ul>
            {FORMATS.map(([format, label]) => (
              <li key={format}>
                <button
                  type="button"
                  onClick={() => save(format)}
                  className="min-h-9 w-full rounded-md px-3 text-left text-sm hover:bg-sunken"
                >
                  {label}
                </button>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
      <div ref={frame} style={{ minHeight: height }} className="relative overflow-hidden">
        {/* Out of sight it keeps its size: it can be saved, and is there at once. */}
        <div className={showsTable ? "invisible absolute inset-x-0 top-0" : undefined}>{picture}</div>
        <div hidden={!showsTable}>{table}</div>
      </div>
    </>
  );
}
