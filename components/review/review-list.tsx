import { Name } from "@/components/ui/name";
import type { ReviewRun } from "@/lib/view/review-view";

type Props = { runs: ReviewRun[]; currentId: string | null; onChoose: (id: string) => void };

/** What waits on this page, the oldest first; each can be taken to the front. */
export function ReviewList({ runs, currentId, onChoose }: Props) {
  return (
    <nav aria-label="Waiting runs">
      <ol className="rounded-card border border-line bg-card">
        {runs.map(({ id, task, workflow, step, started }) => (
          <li key={id} className="border-line border-t first:border-t-0">
            <button
              type="button"
              aria-current={id === currentId ? "true" : undefined}
              onClick={() => onChoose(id)}
              className="flex min-h-11 w-full flex-wrap items-baseline gap-x-4 px-4 py-2 text-left text-sm hover:bg-sunken aria-[current=true]:bg-sunken"
            >
              <span className="min-w-0 font-medium">
                <Name>{task ?? id}</Name>
              </span>
              <span className="min-w-0 text-dim text-xs">
                <Name>{`${workflow} / ${step}`}</Name>
              </span>
              <span className="ml-auto text-dim text-xs">{started}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
