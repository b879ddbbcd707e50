/** How far something is, 0 to 1, as a bar; the words beside it say it too. */
export function Progress({ label, share }: { label: string; share: number }) {
  return (
    <progress
      aria-label={label}
      value={Math.min(1, share)}
      max={1}
      className="block h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
    />
  );
}
