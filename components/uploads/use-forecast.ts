"use client";

import { useEffect, useState } from "react";
import type { Mapping } from "@/lib/receipts/mapping";
import { type Forecast, forecastFile, type HeadAnswer } from "./recognise-file";

/** A person who types is not asked about every letter. */
const SETTLES_AFTER_MS = 250;

export type Forecasting = {
  /** The latest answer; null before the first. */
  latest: HeadAnswer<Forecast> | null;
  /** The answer is about an earlier mapping; the one for this is under way. */
  asking: boolean;
};

/** What would become of the file's first records by this mapping, asked again when it changes. */
export function useForecast(file: File, mapping: Mapping | null): Forecasting {
  const [answered, setAnswered] = useState<{ for: Mapping | null; answer: HeadAnswer<Forecast> } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await forecastFile(file, mapping, stop.signal);
      if (!stop.signal.aborted) setAnswered({ for: mapping, answer });
    }, SETTLES_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [file, mapping]);
  return { latest: answered?.answer ?? null, asking: answered?.for !== mapping || answered === null };
}
