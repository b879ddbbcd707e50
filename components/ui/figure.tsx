import type { Figure as FigureValue } from "@/lib/verdict/comparison";

type Props = { figure: FigureValue; format: (value: number) => string; showRange?: boolean };

/** A figure with its range, or the reason why there is none. */
export function Figure({ figure, format, showRange = true }: Props) {
  if ("missing" in figure) {
    const atLeast = figure.atLeast;
    return (
      <span className="text-dim text-xs">
        {atLeast !== undefined && <>at least {format(atLeast)}: </>}
        {figure.message}
      </span>
    );
  }
  return (
    <>
      <span className="font-medium">{format(figure.value)}</span>
      {showRange && (
        <span className="block text-dim text-xs">
          {format(figure.low)} to {format(figure.high)}
        </span>
      )}
    </>
  );
}
