import type { Cell, CellKey } from "@/lib/receipts/cell";

/** What figures can be grouped by, by the names of the contract. */
export const GROUPS = {
  day: "day",
  workflow: "workflow",
  step: "step",
  model: "model",
  effort: "effort",
  service_tier: "serviceTier",
  lane: "lane",
  harness: "harness",
} as const satisfies Record<string, keyof CellKey>;
export type Group = keyof typeof GROUPS;

export type CellGroup = { key: Partial<Record<Group, string>>; cells: Cell[] };

/** Cells by the values of some keys, in the order of those values. */
export function groupCells(cells: Cell[], by: Group[]): CellGroup[] {
  const groups = new Map<string, CellGroup>();
  for (const cell of cells) {
    const values = by.map((name) => String(cell[GROUPS[name]]));
    const text = values.join("\u0001");
    let group = groups.get(text);
    if (!group) {
      group = { key: Object.fromEntries(by.map((name, index) => [name, values[index]])), cells: [] };
      groups.set(text, group);
    }
    group.cells.push(cell);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
