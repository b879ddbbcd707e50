import { Pill, type Tone } from "@/components/ui/pill";

export type UploadState =
  | "running"
  | "broke_off"
  | "done"
  | "failed"
  | "cancelled"
  | "undoing"
  | "undo_broke_off"
  | "undone";

/** The states of an upload as they are called on pages. */
export const STATE_WORDS: Record<UploadState, string> = {
  running: "Running",
  broke_off: "Broke off",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
  undoing: "Being undone",
  undo_broke_off: "Undo broke off",
  undone: "Undone",
};
const TONES: Record<UploadState, Tone> = {
  running: "unsure",
  broke_off: "bad",
  done: "good",
  failed: "bad",
  cancelled: "none",
  undoing: "unsure",
  undo_broke_off: "bad",
  undone: "none",
};
/** What to do about one that ended by itself. */
export const STATE_ADVICE: Partial<Record<UploadState, string>> = {
  broke_off: "The server was stopped meanwhile. What was committed is kept: send the file again, or undo it.",
  undo_broke_off: "The server was stopped meanwhile. Go on with the undo: what is taken back already stays so.",
};

/** How far an upload is, in a word. */
export function UploadStatePill({ state }: { state: UploadState }) {
  return <Pill tone={TONES[state]}>{STATE_WORDS[state]}</Pill>;
}

/** Whether somebody works on it, so that it is worth looking again. */
export function isGoingOn(state: UploadState): boolean {
  return state === "running" || state === "undoing";
}
