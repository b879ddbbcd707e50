import type { FigureText as Text } from "@/lib/view/upgrade-view";

/** A figure in text with its range, or why there is none. */
export function FigureText({ figure }: { figure: Text }) {
  if ("reason" in figure) return <span className="text-dim text-xs">{figure.reason}</span>;
  return (
    <>
      {figure.text}
      {figure.range && <span className="block text-dim text-xs">{figure.range}</span>}
    </>
  );
}
