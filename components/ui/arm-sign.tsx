import type { ArmMark, ArmShape } from "@/lib/view/arm-mark";

const PATHS: Record<ArmShape, string> = {
  circle: "M6 1a5 5 0 1 1 0 10a5 5 0 0 1 0-10Z",
  square: "M1.5 1.5h9v9h-9Z",
  diamond: "M6 0l6 6l-6 6l-6-6Z",
  triangle: "M6 .8l5.8 10.2h-11.6Z",
  wedge: "M6 11.2l5.8-10.2h-11.6Z",
  cross: "M4.2 .8h3.6v3.4h3.4v3.6h-3.4v3.4h-3.6v-3.4h-3.4v-3.6h3.4Z",
  bar: "M.5 3.8h11v4.4h-11Z",
  ring: "M6 .8a5.2 5.2 0 1 1 0 10.4a5.2 5.2 0 0 1 0-10.4Zm0 3.2a2 2 0 1 0 0 4a2 2 0 0 0 0-4Z",
};

/** The path of a mark in a box of twelve by twelve, for pictures. */
export function shapePath(shape: ArmShape): string {
  return PATHS[shape];
}

/** The colour and shape of an arm beside its name, as in every picture of it. */
export function ArmSign({ mark }: { mark: ArmMark }) {
  return (
    <svg aria-hidden viewBox="0 0 12 12" className="mr-1.5 inline-block size-2.5 shrink-0 align-baseline">
      <path d={PATHS[mark.shape]} fill={mark.colour} fillRule="evenodd" />
    </svg>
  );
}
