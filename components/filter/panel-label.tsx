/** The look of the button of one field. */
export const panelClass =
  "min-h-10 max-w-72 rounded-lg border border-edge bg-card px-3 py-1.5 text-sm hover:bg-sunken group-open:bg-sunken";

/** `Step all`: a field, and what is chosen of it. */
export function PanelLabel({ name, summary }: { name: string; summary: string }) {
  return (
    <span className="min-w-0 truncate">
      <span className="text-dim">{name}</span> <span className="font-medium">{summary}</span>
    </span>
  );
}
