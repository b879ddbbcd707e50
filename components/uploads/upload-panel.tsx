"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import type { Mapping } from "@/lib/receipts/mapping";
import { DropZone } from "./drop-zone";
import { type FilePreview, recogniseFile } from "./recognise-file";
import { RecognisedFile } from "./recognised-file";
import { newUploadId, sendFile, type UploadOutcome } from "./send-file";
import type { UploadRow } from "./upload-list";
import { UploadProgress } from "./upload-progress";
import { UploadResult } from "./upload-result";

type State =
  | { at: "empty" }
  | { at: "recognising"; file: File }
  | { at: "unreadable"; file: File; message: string }
  | { at: "recognised"; file: File; preview: FilePreview }
  | { at: "sending"; file: File; uploadId: string; sent: number }
  | { at: "done"; file: File; outcome: UploadOutcome };

/** From a file to its result: drop it, see what was recognised, put the mapping right, send it. */
export function UploadPanel({ uploads }: { uploads: UploadRow[] }) {
  const router = useRouter();
  const [state, setState] = useState<State>({ at: "empty" });
  const stop = useRef<AbortController | null>(null);

  async function choose(file: File) {
    setState({ at: "recognising", file });
    const recognised = await recogniseFile(file);
    const next: State = recognised.ok
      ? { at: "recognised", file, preview: recognised.answer }
      : { at: "unreadable", file, message: recognised.message };
    // Another file may have been chosen meanwhile.
    setState((now) => (now.at === "recognising" && now.file === file ? next : now));
  }

  async function send(file: File, mapping: Mapping | null) {
    const uploadId = newUploadId();
    stop.current = new AbortController();
    setState({ at: "sending", file, uploadId, sent: 0 });
    const onSent = (sent: number) => setState((now) => (now.at === "sending" ? { ...now, sent } : now));
    const outcome = await sendFile(file, { uploadId, mapping, onSent, signal: stop.current.signal });
    setState({ at: "done", file, outcome });
    router.refresh();
  }

  return (
    <div className="mb-8">
      {state.at !== "sending" && <DropZone onFile={choose} compact={state.at !== "empty"} />}
      {state.at === "recognising" && <p className="my-4 text-dim">Looking at the beginning of {state.file.name}…</p>}
      {state.at === "unreadable" && (
        <Notice kind="error" live title={`${state.file.name} cannot be read.`}>
          {state.message}
        </Notice>
      )}
      {state.at === "recognised" && (
        <RecognisedFile file={state.file} preview={state.preview} onSend={(mapping) => send(state.file, mapping)} />
      )}
      {state.at === "sending" && (
        <UploadProgress
          file={state.file}
          sent={state.sent}
          received={uploads.find(({ id }) => id === state.uploadId)?.received ?? null}
          onStop={() => stop.current?.abort()}
        />
      )}
      {state.at === "done" && <UploadResult filename={state.file.name} outcome={state.outcome} />}
    </div>
  );
}
