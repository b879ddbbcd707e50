import type { IngestCounts } from "./ingest-stream";
import type { PartsResult } from "./write-parts";

/**
 * Counts the runs of a file whose records are parts of runs. Batches end where they end, so that one run may be written
 * by several: it is counted once, as new if it was new in the first of them, and priced as it is after the last.
 */
export class RunTally {
  readonly #runs = new Map<string, { isNew: boolean; isUnpriced: boolean }>();

  add({ written, removed }: PartsResult): Pick<IngestCounts, "inserted" | "amended" | "unpriced"> {
    for (const { id, isNew, isUnpriced } of written) {
      this.#runs.set(id, { isNew: this.#runs.get(id)?.isNew ?? isNew, isUnpriced });
    }
    for (const id of removed) this.#runs.delete(id);
    const runs = [...this.#runs.values()];
    const inserted = runs.filter(({ isNew }) => isNew).length;
    return {
      inserted,
      amended: runs.length - inserted,
      unpriced: runs.filter(({ isUnpriced }) => isUnpriced).length,
    };
  }
}
