"use client";

import Link from "next/link";
import { useRef, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import type { ReviewRun } from "@/lib/view/review-view";
import { KeyHelp } from "./key-help";
import { ReviewCard } from "./review-card";
import { MAX_EDITS } from "./review-draft";
import { ReviewList } from "./review-list";
import { useReviewKeys } from "./use-review-keys";
import { type ReviewActions, useReviewQueue } from "./use-review-queue";

const FIRST_PASS_NEXT = new Map<boolean | null, boolean | null>([
  [null, true],
  [true, false],
  [false, null],
]);

/** What waits, one run at a time in front and the next ones below, for keyboard, mouse and touch alike. */
export function ReviewQueue({ runs, actions }: { runs: ReviewRun[]; actions: ReviewActions }) {
  const queue = useReviewQueue(runs, actions);
  const { waiting, current, draft, decided, troubles, said, move, change, decide, undo } = queue;
  const [keysAreOn, setKeysOn] = useState(true);
  const minutes = useRef<HTMLInputElement>(null);
  const addEdits = (by: number) =>
    draft && change({ edits: Math.min(MAX_EDITS, Math.max(0, (draft.edits ?? 0) + by)) });
  useReviewKeys(keysAreOn, {
    a: () => decide("accepted"),
    r: () => decide("rejected"),
    x: () => decide("abandoned"),
    e: () => addEdits(1),
    E: () => addEdits(-1),
    0: () => change({ edits: 0 }),
    m: () => minutes.current?.focus(),
    f: () => draft && change({ firstPass: FIRST_PASS_NEXT.get(draft.firstPass) ?? null }),
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    u: undo,
  });
  return (
    <>
      {troubles.map(({ id, name, message }) => (
        <Notice key={id} kind="error" live>
          <Link href={`/receipts/${encodeURIComponent(id)}`} className="font-medium underline">
            {name}
          </Link>{" "}
          {message}{" "}
          <button type="button" className="underline" onClick={() => queue.dropTrouble(id)}>
            Dismiss
          </button>
        </Notice>
      ))}
      {current && draft ? (
        <ReviewCard
          run={current}
          draft={draft}
          minutesRef={minutes}
          canUndo={decided.length > 0}
          addEdits={addEdits}
          {...{ change, decide, undo }}
        />
      ) : (
        <EmptyState title="All of these are reviewed.">
          {decided.length > 0 && (
            <button type="button" className="min-h-10 underline" onClick={undo}>
              Take the last one back (u)
            </button>
          )}
        </EmptyState>
      )}
      <p role="status" className="mb-4 min-h-6 text-dim text-sm">
        {said && `${said} `}
        {said && decided.length > 0 && keysAreOn && "u takes it back. "}
      </p>
      <KeyHelp isOn={keysAreOn} onToggle={() => setKeysOn(!keysAreOn)} />
      {waiting.length > 1 && <ReviewList runs={waiting} currentId={current?.id ?? null} onChoose={queue.choose} />}
    </>
  );
}
