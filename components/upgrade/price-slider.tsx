"use client";

import Form from "next/form";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatTimes } from "@/lib/format";

type Props = {
  /** Name of the candidate's model. */
  candidate: string;
  /** Times the price as billed that the page was read at. */
  ratio: number;
  /** The other parameters of the question, kept as they are. */
  others: [name: string, value: string][];
};

const LEAST = 0.1;
const MOST = 10;
const STEP = 0.05;

/** What if it cost more, or less? Asks the same question anew when it is let go; without scripts, by its button. */
export function PriceSlider({ candidate, ratio, others }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [shown, setShown] = useState(ratio);
  const [readAt, setReadAt] = useState(ratio);
  // The page was read at another price meanwhile: by the slider itself, or by going back. The slider stays, with its focus.
  if (readAt !== ratio) {
    setReadAt(ratio);
    setShown(ratio);
  }
  return (
    <Form ref={form} action="/upgrades/compare" scroll={false} className="mt-4 border-line border-t pt-3">
      {others.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="price-ratio" className="flex justify-between gap-3 text-dim text-xs">
        <span>What if {candidate} cost …</span>
        <output htmlFor="price-ratio" className="font-medium text-ink">
          {shown === 1 ? "as billed" : `${formatTimes(shown)} its price`}
        </output>
      </label>
      <input
        id="price-ratio"
        name="price_ratio"
        type="range"
        min={LEAST}
        max={MOST}
        step={STEP}
        value={Math.min(MOST, Math.max(LEAST, shown))}
        aria-valuetext={shown === 1 ? "as billed" : `${formatTimes(shown)} its price`}
        onChange={(event) => setShown(Number(event.target.value))}
        onPointerUp={() => form.current?.requestSubmit()}
        onKeyUp={(event) => {
          if (/^(Arrow|Page|Home|End)/.test(event.key)) form.current?.requestSubmit();
        }}
        className="mt-1 h-6 w-full accent-accent"
      />
      <noscript>
        <Button type="submit" kind="quiet" className="mt-2">
          Read it at this price
        </Button>
      </noscript>
    </Form>
  );
}
