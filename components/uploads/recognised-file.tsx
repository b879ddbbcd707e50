"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatBytes } from "@/lib/format";
import type { Mapping } from "@/lib/receipts/mapping";
import { ForecastView } from "./forecast-view";
import { MappingEditor } from "./mapping-editor";
import { isRequired, stillCarried, TARGET_TEXTS } from "./mapping-rows";
import type { Reading } from "./reading";
import type { FilePreview } from "./recognise-file";
import { saidTime, TimeField } from "./time-field";
import { type Forecasting, useForecast } from "./use-forecast";

type Props = { file: File; preview: FilePreview; onSend: (reading: Reading) => void };

const LAYOUTS = { ndjson: "NDJSON", json: "JSON", csv: "CSV" };

/** A file as it was recognised: what a person has to say of it, and what would become of its first records. */
export function RecognisedFile({ file, preview, onSend }: Props) {
  const [mapping, setMapping] = useState(needsMapping(preview) ? preview.mapping : null);
  const [isRemembered, setRemembered] = useState(preview.remembered);
  const timeless = preview.foreign?.timeless ?? 0;
  const [time, setTime] = useState("");
  const reading = { mapping, startedAt: timeless > 0 ? saidTime(time) : null };
  const forecasting = useForecast(file, reading);
  const needsTime = timeless > 0 && reading.startedAt === null;
  const obstacle = needsTime ? "Still to say: the time of records without one." : obstacleOf(mapping, forecasting);
  function guessAfresh() {
    setMapping(preview.guess);
    setRemembered(false);
  }
  return (
    <>
      <Card title={`${file.name}, ${formatBytes(file.size)}`} sub={recognisedAs(preview, isRemembered)}>
        {timeless > 0 && (
          <div className="mb-6">
            <TimeField timeless={timeless} value={time} onChange={setTime} />
          </div>
        )}
        <div className={mapping ? "grid gap-8 lg:grid-cols-2" : ""}>
          {mapping && (
            <div className="min-w-0">
              <MappingEditor
                mapping={mapping}
                paths={preview.paths}
                carried={isRemembered ? stillCarried(preview.carried, preview.mapping, mapping) : []}
                sample={preview.sample}
                onChange={setMapping}
              />
              {isRemembered && (
                <Button kind="quiet" className="mt-3" onClick={guessAfresh}>
                  Guess afresh
                </Button>
              )}
            </div>
          )}
          {!needsTime && <ForecastView {...forecasting} />}
        </div>
      </Card>
      <div className="mb-6 flex flex-wrap items-center gap-4">
        <Button
          disabled={obstacle !== null}
          aria-describedby={obstacle ? "upload-obstacle" : undefined}
          onClick={() => onSend(reading)}
        >
          Upload
        </Button>
        <p id="upload-obstacle" className="text-dim text-sm empty:hidden">
          {obstacle}
        </p>
      </div>
    </>
  );
}

function needsMapping({ receipts, outcomes, foreign }: FilePreview): boolean {
  return !receipts && !outcomes && foreign === null;
}

function recognisedAs(preview: FilePreview, isRemembered: boolean): string {
  const { layout, list, receipts, outcomes, foreign } = preview;
  if (foreign) return `${foreign.label}: ${foreign.because}. Nothing to map.`;
  const within = list === null ? "" : `, in its list “${list}”`;
  if (receipts) return `Receipts as ${LAYOUTS[layout]}${within}: nothing to map.`;
  if (outcomes) return `Outcomes of runs that are known, as ${LAYOUTS[layout]}${within}: nothing to map.`;
  const origin = isRemembered
    ? "The mapping is the one that was used last for such a file."
    : "The mapping was guessed from the names: check it.";
  return `${LAYOUTS[layout]} of other records${within}. ${origin}`;
}

/** Why the file cannot be sent yet. A forecast that failed stands in nobody's way: the upload itself will tell. */
function obstacleOf(mapping: Mapping | null, { latest, asking }: Forecasting): string | null {
  const missing = mapping
    ? TARGET_TEXTS.filter(({ target }) => isRequired(target) && mapping[target] === undefined)
    : [];
  if (missing.length > 0) return `Still to say: ${missing.map(({ label }) => label.toLowerCase()).join(", ")}.`;
  if (asking) return "Reading the first records…";
  if (latest?.ok && latest.answer.good === 0) {
    const none = latest.answer.outcomes ? "is the outcome of a known run" : "becomes a receipt";
    return `None of the first records ${none}: see what keeps them.`;
  }
  return null;
}
