import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";

/** Why no run is shown: none waits, none under this filter, or none behind this place of the list. */
export function NothingWaits({ isNarrowed, oldestHref }: { isNarrowed: boolean; oldestHref: string | null }) {
  if (oldestHref) {
    return (
      <EmptyState title="Nothing waits behind this place.">
        <Link href={oldestHref as "/review"} className="underline">
          Back to the oldest
        </Link>
      </EmptyState>
    );
  }
  if (isNarrowed) {
    return (
      <EmptyState title="Nothing waits under this filter.">Choose other days or steps, or clear the filter.</EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing waits.">
      Every run that is here has its outcome. A run that is sent with the status “pending” waits here until somebody, or
      a later message, says what became of it.
    </EmptyState>
  );
}
