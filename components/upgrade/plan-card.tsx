import { Card } from "@/components/ui/card";
import type { PlanView } from "@/lib/view/plan-view";

/** How many runs it will take: what to know before one starts. */
export function PlanCard({ plan }: { plan: PlanView | { reason: string } }) {
  return (
    <Card title="How many runs will it take?" sub={"from" in plan ? plan.from : undefined}>
      {"reason" in plan ? (
        <p className="text-dim">{plan.reason}</p>
      ) : (
        <ul className="list-disc space-y-1 pl-5">
          {plan.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
