"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { fileSignature } from "@/lib/receipts/file-signature";
import { cancelSending } from "./cancel-sending";
import { AS_IT_IS, type Reading } from "./reading";
import { type ArchivePreview, type FilePreview, recogniseFile } from "./recognise-file";
import { newUploadId, sendFile, type UploadCounts, type UploadOutcome } from "./send-file";

export type Stage =
  | { at: "recognising" }
  | { at: "unreadable"; message: string }
  | { at: "recognised"; preview: FilePreview | ArchivePreview }
  | { at: "waiting"; reading: Reading }
  | { at: "sending"; reading: Reading; sent: number; cancelling: boolean }
  /** The connection broke; it is sent again by itself after a while. */
  | { at: "pausing"; reading: Reading; tries: number }
  | { at: "done"; reading: Reading; outcome: UploadOutcome };

/** One file on its way; `uploadId` is the same however often it is sent. */
export type QueueItem = { file: File; uploadId: string; stage: Stage };

const AT_ONCE = 2;
/** How long to wait before a file whose connection broke is sent again; after the last it is for a person to say. */
const RETRY_AFTER_MS = [1_000, 3_000, 9_000];

/** Files from being chosen to being in: recognised one after the other, sent two at a time, tried again when cut off. */
export function useUploadQueue() {
  const router = useRouter();
  const [items, setItems] = useState<QueueItem[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const tries = useRef(new Map<string, number>());
  const cancelled = useRef(new Set<string>());

  const put = (uploadId: string, next: Stage | ((now: Stage) => Stage)) =>
    setItems((now) =>
      now.map((item) =>
        item.uploadId === uploadId ? { ...item, stage: typeof next === "function" ? next(item.stage) : next } : item,
      ),
    );

  async function add(files: File[]) {
    const alone = files.length === 1 && !items.some(({ stage }) => isUnderWay(stage));
    const added = files.map((file): QueueItem => ({ file, uploadId: newUploadId(), stage: { at: "recognising" } }));
    // Whoever chooses anew is done with what is over, and with what was not sent.
    setItems((now) => [...now.filter(({ stage }) => isUnderWay(stage)), ...added]);
    for (const { file, uploadId } of added) {
      const recognised = await recogniseFile(file);
      // What needs no mapping among several files need no answer; a file by itself is shown first.
      if (!recognised.ok) put(uploadId, { at: "unreadable", message: recognised.message });
      else if (needsNoAnswer(recognised.answer) && !alone) put(uploadId, { at: "waiting", reading: AS_IT_IS });
      else put(uploadId, { at: "recognised", preview: recognised.answer });
    }
  }

  /** Sends a file as a person says it is to be read, and all others of its kind that wait for that with it. */
  function answer(item: QueueItem, reading: Reading) {
    const { stage } = item;
    if (stage.at !== "recognised") return;
    const kind = kindOf(stage.preview);
    setItems((now) =>
      now.map((each) =>
        each.stage.at === "recognised" && (each.uploadId === item.uploadId || kindOf(each.stage.preview) === kind)
          ? { ...each, stage: { at: "waiting", reading } }
          : each,
      ),
    );
  }

  async function send({ file, uploadId }: QueueItem, reading: Reading) {
    const stop = new AbortController();
    stops.current.set(uploadId, stop);
    const onSent = (sent: number) => put(uploadId, (now) => (now.at === "sending" ? { ...now, sent } : now));
    const answered = await sendFile(file, { uploadId, reading, onSent, signal: stop.signal });
    stops.current.delete(uploadId);
    // What was cancelled may be answered as any file that ends early, before the server has said that it was.
    const isCancelled = cancelled.current.delete(uploadId) && !answered.ok;
    const outcome = isCancelled ? { ...answered, cancelled: true, brokeOff: false } : answered;
    const tried = tries.current.get(uploadId) ?? 0;
    const pause = RETRY_AFTER_MS[tried];
    if (!outcome.ok && outcome.brokeOff && pause !== undefined) {
      tries.current.set(uploadId, tried + 1);
      put(uploadId, { at: "pausing", reading, tries: tried + 1 });
      setTimeout(() => put(uploadId, (now) => (now.at === "pausing" ? { at: "waiting", reading } : now)), pause);
    } else {
      const counts = outcome.ok ? null : ((stop.signal.reason as Stopped | undefined)?.counts ?? outcome.counts);
      put(uploadId, { at: "done", reading, outcome: outcome.ok ? outcome : { ...outcome, counts } });
    }
    router.refresh();
  }

  async function cancel({ uploadId, stage }: QueueItem) {
    if (stage.at === "sending") {
      put(uploadId, { ...stage, cancelling: true });
      cancelled.current.add(uploadId);
      const stopped: Stopped = { counts: await cancelSending(uploadId) };
      stops.current.get(uploadId)?.abort(stopped);
    } else setItems((now) => now.filter((each) => each.uploadId !== uploadId));
  }

  function sendAgain({ uploadId, stage }: QueueItem) {
    if (stage.at !== "done") return;
    tries.current.delete(uploadId);
    put(uploadId, { at: "waiting", reading: stage.reading });
  }

  useEffect(() => {
    const sending = items.filter(({ stage }) => stage.at === "sending").length;
    const next = items.find(({ stage }) => stage.at === "waiting");
    if (sending >= AT_ONCE || next?.stage.at !== "waiting") return;
    const { reading } = next.stage;
    put(next.uploadId, { at: "sending", reading, sent: 0, cancelling: false });
    send(next, reading);
  });

  return { items, add, answer, cancel, sendAgain };
}

/** Why sending was aborted: a person cancelled it, and the server said how it ended, or did not. */
type Stopped = { counts: UploadCounts | null };

/** Being sent, or about to be. */
export function isUnderWay(stage: Stage): boolean {
  return stage.at === "waiting" || stage.at === "sending" || stage.at === "pausing";
}

function needsNoAnswer(preview: FilePreview | ArchivePreview): boolean {
  if ("archive" in preview) return preview.archive.every(({ timeless }) => timeless === 0);
  return preview.receipts || (preview.foreign !== null && preview.foreign.timeless === 0);
}

function kindOf(preview: FilePreview | ArchivePreview): string {
  const isPlain = needsNoAnswer(preview);
  if ("archive" in preview) return JSON.stringify(["zip", isPlain]);
  const { layout, list, receipts, foreign, sample } = preview;
  return JSON.stringify([layout, list, receipts, foreign?.label ?? fileSignature(sample), isPlain]);
}
