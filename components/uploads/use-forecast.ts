"use client";

import { useEffect, useState } from "react";
import type { Reading } from "./reading";
import { type Forecast, forecastFile, type HeadAnswer } from "./recognise-file";

/** A person who types is not asked about every letter. */
const SETTLES_AFTER_MS = 250;

export type Forecasting = {
  /** The latest answer; null before the first. */
  latest: HeadAnswer<Forecast> | null;
  /** The answer is about an earlier reading; the one for this is under way. */
  asking: boolean;
};

/** What would become of the file's first records if they are read like this, asked again when it changes. */
export function useForecast(file: File, { mapping, startedAt }: Reading): Forecasting {
  const [answered, setAnswered] = useState<{ for: Reading; answer: HeadAnswer<Forecast> } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const reading = { mapping, startedAt };
      const answer = await forecastFile(file, reading, stop.signal);
      if (!stop.signal.aborted) setAnswered({ for: reading, answer });
    }, SETTLES_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [file, mapping, startedAt]);
  const isOfThis = answered !== null && answered.for.mapping === mapping && answered.for.startedAt === startedAt;
  return { latest: answered?.answer ?? null, asking: !isOfThis };
}
