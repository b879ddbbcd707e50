/** The prices at which the verdict turns, in their order, and what lies between. */
export function PriceScale({ price }: { price: { ends: [string | null, string, string]; sentence: string } }) {
  const [low, even, high] = price.ends;
  return (
    <>
      <p className="mb-4">{price.sentence}</p>
      <div aria-hidden className={`grid text-xs ${low === null ? "grid-cols-2" : "grid-cols-3"}`}>
        {low !== null && <div className="h-2 rounded-l-full bg-good" />}
        <div className={`h-2 bg-unsure/60 ${low === null ? "rounded-l-full" : ""}`} />
        <div className="h-2 rounded-r-full bg-bad" />
        {low !== null && <div className="pt-1.5 text-good">{low}</div>}
        <div className={`pt-1.5 text-unsure ${low === null ? "" : "text-center"}`}>{even}</div>
        <div className="pt-1.5 text-right text-bad">{high}</div>
      </div>
    </>
  );
}
