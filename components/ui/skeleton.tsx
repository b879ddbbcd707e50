/** Room for what is still to come, in its size, so that nothing moves when it does. Words say it to a screen reader. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={`rounded bg-sunken motion-safe:animate-pulse ${className}`} />;
}
