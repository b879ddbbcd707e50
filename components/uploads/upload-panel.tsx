"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { formatBytes } from "@/lib/format";
import type { Mapping } from "@/lib/receipts/mapping";
import { DropZone } from "./drop-zone";
import { MappingEditor } from "./mapping-editor";
import { isRequired, stillCarried, TARGET_TEXTS } from "./mapping-rows";
import { PreviewRows } from "./preview-rows";
import { type FilePreview, recogniseFile } from "./recognise-file";
import { sendFile, type UploadOutcome } from "./send-file";
import { UploadProgress } from "./upload-progress";
import { UploadResult } from "./upload-result";

type State =
  | { at: "empty" }
  | { at: "recognising"; file: File }
  | { at: "unreadable"; file: File; message: string }
  | { at: "recognised"; file: File; preview: FilePreview; mapping: Mapping | null }
  | { at: "sending"; file: File; uploadId: string; sent: number }
  | { at: "done"; outcome: UploadOutcome };

type Recognised = Extract<State, { at: "recognised" }>;

/** Forgets on this page what was used for such a file before. */
function guessedAfresh(state: Recognised): Recognised {
  const { guess } = state.preview;
  return { ...state, mapping: guess, preview: { ...state.preview, mapping: guess, remembered: false, carried: [] } };
}

const LAYOUTS = { ndjson: "NDJSON", json: "JSON", csv: "CSV" };

/** From a file to its result: drop it, see what was recognised, put the mapping right, send it. */
export function UploadPanel() {
  const router = useRouter();
  const [state, setState] = useState<State>({ at: "empty" });
  const stop = useRef<AbortController | null>(null);

  async function choose(file: File) {
    setState({ at: "recognising", file });
    const recognised = await recogniseFile(file);
    if (!recognised.ok) setState({ at: "unreadable", file, message: recognised.message });
    else {
      const { preview } = recognised;
      setState({ at: "recognised", file, preview, mapping: preview.receipts ? null : preview.mapping });
    }
  }

  async function send(file: File, mapping: Mapping | null) {
    const uploadId = crypto.randomUUID();
    stop.current = new AbortController();
    setState({ at: "sending", file, uploadId, sent: 0 });
    const onSent = (sent: number) => setState((now) => (now.at === "sending" ? { ...now, sent } : now));
    const outcome = await sendFile(file, { uploadId, mapping, onSent, signal: stop.current.signal });
    setState({ at: "done", outcome });
    router.refresh();
  }

  const missing =
    state.at === "recognised" && state.mapping
      ? TARGET_TEXTS.filter(({ target }) => isRequired(target) && state.mapping?.[target] === undefined)
      : [];
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
        <>
          <Card
            title={`${state.file.name}, ${formatBytes(state.file.size)}`}
            sub={
              state.preview.receipts
                ? `${LAYOUTS[state.preview.layout]} of receipts: nothing to map.`
                : `${LAYOUTS[state.preview.layout]} of other records. ${state.preview.remembered ? "The mapping is the one that you used last for such a file." : "The mapping was guessed from the names: check it."}`
            }
          >
            <div className={state.mapping ? "grid gap-8 lg:grid-cols-2" : ""}>
              {state.mapping && (
                <div>
                  <MappingEditor
                    mapping={state.mapping}
                    paths={state.preview.paths}
                    carried={stillCarried(state.preview.carried, state.preview.mapping, state.mapping)}
                    sample={state.preview.sample}
                    onChange={(mapping) => setState({ ...state, mapping })}
                  />
                  {state.preview.remembered && (
                    <Button kind="quiet" className="mt-3" onClick={() => setState(guessedAfresh(state))}>
                      Guess afresh
                    </Button>
                  )}
                </div>
              )}
              <PreviewRows sample={state.preview.sample} mapping={state.mapping} />
            </div>
          </Card>
          <div className="mb-6 flex flex-wrap items-center gap-4">
            <Button disabled={missing.length > 0} onClick={() => send(state.file, state.mapping)}>
              Upload
            </Button>
            {missing.length > 0 && (
              <p className="text-dim text-sm">
                Still to say: {missing.map(({ label }) => label.toLowerCase()).join(", ")}.
              </p>
            )}
          </div>
        </>
      )}
      {state.at === "sending" && (
        <UploadProgress
          file={state.file}
          uploadId={state.uploadId}
          sent={state.sent}
          onStop={() => stop.current?.abort()}
        />
      )}
      {state.at === "done" && <UploadResult outcome={state.outcome} />}
    </div>
  );
}
