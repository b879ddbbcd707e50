import type { CellKey, CellSums } from "./cell";
import { keyOf } from "./cell-of";
import { keyText } from "./cell-sums";
import type { CapOf } from "./cost-caps";
import { ExactSums } from "./exact-sums";
import type { StoredReceipt } from "./stored-receipt";

/** How a cell changes: what to add to its sums, and the largest cost that was taken out of it, if any was. */
export type CellDelta = { key: CellKey; sums: CellSums; removed: boolean; maxRemoved: number };

/** Collects the differences of many receipts, cell by cell. */
export class CellDeltas {
  readonly #cells = new Map<string, { key: CellKey; sums: ExactSums; removed: boolean }>();

  /** `capOf` is what costs are capped at when the receipt is added. */
  add(receipt: StoredReceipt, capOf: CapOf): void {
    this.#of(receipt).sums.add(receipt, 1, capOf(receipt));
  }

  /** `capOf` is what costs were capped at when the receipt was added. */
  remove(receipt: StoredReceipt, capOf: CapOf): void {
    const cell = this.#of(receipt);
    cell.sums.add(receipt, -1, capOf(receipt));
    cell.removed = true;
  }

  /** In the order of their keys, so that writers that run at once lock cells in one order. */
  sorted(): CellDelta[] {
    return [...this.#cells]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { key, sums, removed }]) => ({ key, sums: sums.sums(), removed, maxRemoved: sums.maxRemoved }));
  }

  #of(receipt: StoredReceipt): { key: CellKey; sums: ExactSums; removed: boolean } {
    const key = keyOf(receipt);
    const text = keyText(key);
    let cell = this.#cells.get(text);
    if (!cell) {
      cell = { key, sums: new ExactSums(), removed: false };
      this.#cells.set(text, cell);
    }
    return cell;
  }
}
