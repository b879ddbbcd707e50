import { Pill, type Tone } from "@/components/ui/pill";
import type { Status } from "@/lib/receipts/receipt";

const TONES: Record<Status, Tone> = {
  accepted: "good",
  rejected: "bad",
  abandoned: "unsure",
  errored: "bad",
  pending: "none",
};

/** What became of an artifact. */
export function StatusPill({ status }: { status: Status }) {
  return <Pill tone={TONES[status]}>{status}</Pill>;
}
