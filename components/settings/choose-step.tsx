import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

type Props = { workflows: { workflow: string; steps: { path: string; step: string }[] }[] };

/** Which step to give terms of its own: a plain form, so that the URL holds it. */
export function ChooseStep({ workflows }: Props) {
  return (
    <form action="/settings#step" className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 basis-48 sm:max-w-80">
        <label htmlFor="choose-step" className="text-dim text-xs">
          Step
        </label>
        <select id="choose-step" name="for" required defaultValue="" className={controlClass}>
          <option value="">Choose a step…</option>
          {workflows.map(({ workflow, steps }) => (
            <optgroup key={workflow} label={workflow}>
              {steps.map(({ path, step }) => (
                <option key={path} value={path}>
                  {step}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <Button type="submit" kind="quiet">
        Give it terms of its own
      </Button>
    </form>
  );
}
