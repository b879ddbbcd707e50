import type { Db } from "../client";
import { type BatchResult, type BatchWriter, createPortionsWriter, type Portion, type Target } from "./write-batch";

type Waiting = { portion: Portion; done: (result: BatchResult) => void; failed: (error: unknown) => void };
type WritePortions = (portions: Portion[]) => Promise<BatchResult[]>;

/** Receipts that are committed together at most; one portion alone may have more. */
const MAX_ITEMS = 2_000;

/**
 * A queue in front of the database: what arrives while a commit is under way is committed together by the next one,
 * with no timer, so that a lone request waits for nobody. Each is answered after its own commit. Where a group fails,
 * its portions are written one by one, so that none spoils its neighbours.
 */
export function createGroupCommit(write: WritePortions): (portion: Portion) => Promise<BatchResult> {
  let queue: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (queue.length > 0) await commit(take());
    isRunning = false;
  }

  function take(): Waiting[] {
    let items = 0;
    const end = queue.findIndex(({ portion }, place) => {
      items += portion.items.length;
      return place > 0 && items > MAX_ITEMS;
    });
    const group = end < 0 ? queue : queue.slice(0, end);
    queue = queue.slice(group.length);
    return group;
  }

  async function commit(group: Waiting[]): Promise<void> {
    try {
      const results = await write(group.map(({ portion }) => portion));
      for (const [place, result] of results.entries()) group[place]?.done(result);
    } catch (error) {
      if (group.length > 1) for (const each of group) await commit([each]);
      else for (const { failed } of group) failed(error);
    }
  }

  return (portion) =>
    new Promise((done, failed) => {
      queue.push({ portion, done, failed });
      if (!isRunning) void run();
    });
}

/** The queues of this process: one for each project of a database. */
const queues = new WeakMap<Db, Map<string, (portion: Portion) => Promise<BatchResult>>>();

/** Writes as `createBatchWriter` does, together with what other requests of the project bring at the same time. */
export function createGroupWriter(db: Db, target: Target): BatchWriter {
  const ofDatabase = queues.get(db) ?? new Map<string, (portion: Portion) => Promise<BatchResult>>();
  queues.set(db, ofDatabase);
  const commit =
    ofDatabase.get(target.projectId) ?? createGroupCommit(createPortionsWriter(db, target.projectId).write);
  ofDatabase.set(target.projectId, commit);
  return {
    write: (items) => commit({ target, items }),
    place: (line, receipt) => ({ line, receipt }),
  };
}
