"use client";

import { Notice } from "@/components/ui/notice";
import { formatPlural } from "@/lib/format";
import { DropZone } from "./drop-zone";
import type { Reading } from "./reading";
import { RecognisedArchive } from "./recognised-archive";
import { RecognisedFile } from "./recognised-file";
import type { UploadRow } from "./upload-list";
import { UploadProgress } from "./upload-progress";
import { type Surroundings, UploadResult } from "./upload-result";
import { UploadSum } from "./upload-sum";
import { isUnderWay, type QueueItem, useUploadQueue } from "./use-upload-queue";

/** From files to their results: drop them, see what was recognised, put a mapping right, send them. */
export function UploadPanel({ uploads, surroundings }: { uploads: UploadRow[]; surroundings: Surroundings }) {
  const { items, add, answer, cancel, sendAgain } = useUploadQueue();
  const [recognising] = items.filter(({ stage }) => stage.at === "recognising");
  const underWay = items.filter(({ stage }) => isUnderWay(stage));
  const [toAnswer, ...others] = items.filter(({ stage }) => stage.at === "recognised");
  const done = items.flatMap((item) => (item.stage.at === "done" ? [{ item, outcome: item.stage.outcome }] : []));
  const isOver = done.length === items.length;
  return (
    <div className="mb-8">
      <DropZone onFiles={add} compact={items.length > 0} />
      {recognising && <p className="my-4 text-dim">Looking at the beginning of {recognising.file.name}…</p>}
      {items.map((item) => (
        <Unreadable key={item.uploadId} item={item} />
      ))}
      {underWay.length > 0 && <UploadProgress items={underWay} uploads={uploads} onCancel={cancel} />}
      {others.length > 0 && (
        <p className="mb-3 text-dim text-sm">
          {formatPlural(others.length, "more file")} to look at after this one; those of its kind go with it.
        </p>
      )}
      {toAnswer && (
        <Recognised key={toAnswer.uploadId} item={toAnswer} onSend={(reading) => answer(toAnswer, reading)} />
      )}
      {done.length > 1 && <UploadSum outcomes={done.map(({ outcome }) => outcome)} isOver={isOver} />}
      {done.map(({ item, outcome }) => (
        <UploadResult
          key={item.uploadId}
          filename={item.file.name}
          outcome={outcome}
          surroundings={surroundings}
          takesFocus={items.length === 1}
          onSendAgain={() => sendAgain(item)}
        />
      ))}
    </div>
  );
}

function Recognised({ item: { file, stage }, onSend }: { item: QueueItem; onSend: (reading: Reading) => void }) {
  if (stage.at !== "recognised") return null;
  const { preview } = stage;
  if ("archive" in preview) return <RecognisedArchive file={file} preview={preview} onSend={onSend} />;
  return <RecognisedFile file={file} preview={preview} onSend={onSend} />;
}

function Unreadable({ item: { file, stage } }: { item: QueueItem }) {
  if (stage.at !== "unreadable") return null;
  return (
    <Notice kind="error" live title={`${file.name} cannot be read.`}>
      {stage.message}
    </Notice>
  );
}
