/** The three prices at which the verdict turns, in their order, and what lies between. */
export function PriceScale({ price }: { price: { low: string; value: string; high: string; sentence: string } }) {
  return (
    <>
      <p className="mb-4">{price.sentence}</p>
      <div aria-hidden className="grid grid-cols-3 text-xs">
        <div className="h-2 rounded-l-full bg-good" />
        <div className="h-2 bg-unsure/60" />
        <div className="h-2 rounded-r-full bg-bad" />
        <div className="pt-1.5 text-good">pays to {price.low}</div>
        <div className="pt-1.5 text-center text-unsure">even at {price.value}</div>
        <div className="pt-1.5 text-right text-bad">not above {price.high}</div>
      </div>
    </>
  );
}
