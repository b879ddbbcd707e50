import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatCount, formatPlural } from "@/lib/format";
import type { UploadDetail } from "./upload-summary";

type Forecast = { inserted: number; amendedSince: number; amended: number };
type Props = { upload: UploadDetail; forecast: Forecast | null; onUndo: () => Promise<void> };

const UNDOABLE = new Set(["done", "failed", "cancelled", "broke_off", "undo_broke_off"]);

/** To undo an upload: a first step that asks, a second one that says what would go and does it. */
export function UndoForm({ upload, forecast, onUndo }: Props) {
  if (!UNDOABLE.has(upload.status)) return null;
  const path = `/uploads/${encodeURIComponent(upload.id)}`;
  if (!forecast) {
    return (
      <p className="mb-4">
        <Link href={{ pathname: path, query: { undo: "ask" } }} className={buttonClass("quiet")}>
          {upload.status === "undo_broke_off" ? "Go on with the undo…" : "Undo this upload…"}
        </Link>
      </p>
    );
  }
  return (
    <Card title="Undo this upload?">
      <ul className="mb-4 list-disc space-y-1 pl-5 text-sm">
        {undoLines(forecast).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <form action={onUndo} className="flex flex-wrap gap-3">
        <Button type="submit">Undo it</Button>
        <Link href={path as "/"} className={buttonClass("quiet")}>
          Leave it
        </Link>
      </form>
    </Card>
  );
}

/** What an undo would do, in sentences. */
function undoLines({ inserted, amendedSince, amended }: Forecast): string[] {
  const lines: string[] = [];
  if (inserted > 0) lines.push(`${formatPlural(inserted, "receipt")} that it brought in will be removed.`);
  if (amendedSince === 1) lines.push("1 of them was amended by others since: what they said is lost with it.");
  if (amendedSince > 1)
    lines.push(`${formatCount(amendedSince)} of them were amended by others since: what they said is lost with them.`);
  if (amended > 0)
    lines.push(
      `${formatPlural(amended, "receipt")} that it amended will be as before, but for what others changed since.`,
    );
  return lines.length > 0 ? lines : ["No receipt will change: nothing in them is from this upload alone."];
}
