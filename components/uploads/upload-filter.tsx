import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { STATE_WORDS } from "./upload-state";

/** Which uploads are listed: a plain form, so that the URL holds it. */
export function UploadFilter({ status }: { status: string }) {
  return (
    <form key={status} action="/uploads" aria-label="Filter" className="mb-4 flex flex-wrap items-end gap-3">
      <label className="min-w-0 basis-44 text-dim text-xs">
        State
        <select name="status" defaultValue={status} className={controlClass}>
          <option value="">All</option>
          {Object.entries(STATE_WORDS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" kind="quiet">
        Show
      </Button>
    </form>
  );
}
