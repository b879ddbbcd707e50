const KEYS: [keys: string, does: string][] = [
  ["a", "accepted"],
  ["r", "rejected"],
  ["x", "abandoned"],
  ["e", "one edit more"],
  ["E", "one less"],
  ["0", "no edits"],
  ["m", "minutes (Enter leaves)"],
  ["f", "first pass"],
  ["j ↓", "next"],
  ["k ↑", "back"],
  ["u", "undo"],
];

/** The single keys of the page, and the way to switch them off: speech input and stray hands press keys too. */
export function KeyHelp({ isOn, onToggle }: { isOn: boolean; onToggle: () => void }) {
  return (
    <details className="mb-4 text-sm">
      <summary className="inline-flex min-h-10 items-center text-dim">Keys</summary>
      {isOn && (
        <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1.5">
          {KEYS.map(([keys, does]) => (
            <li key={keys}>
              <kbd className="rounded border border-edge bg-sunken px-1.5 font-mono text-xs">{keys}</kbd> {does}
            </li>
          ))}
        </ul>
      )}
      <label className="inline-flex min-h-10 items-center gap-2">
        <input type="checkbox" checked={isOn} onChange={onToggle} />
        Single keys work on this page
      </label>
    </details>
  );
}
