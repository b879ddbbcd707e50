/** The single key for what it stands beside; not on a narrow screen, which hardly has any. */
export function Key({ name }: { name: string }) {
  return (
    <kbd aria-hidden className="font-mono text-xs opacity-70 max-sm:hidden">
      {name}
    </kbd>
  );
}
