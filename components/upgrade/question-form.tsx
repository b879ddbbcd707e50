import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { formatPlural } from "@/lib/format";
import { typedSetting } from "@/lib/verdict/format-setting";
import { type ProjectSettings, SETTINGS, type SettingName } from "@/lib/verdict/settings";
import { armText, distinctArms, pooledArms } from "@/lib/view/arm-text";

type ArmChoice = { model: string; effort: string; serviceTier: string; runs: number };

type Props = {
  arms: ArmChoice[];
  /** Present values by parameter name. */
  values: Record<string, string>;
  workflows: string[];
  steps: string[];
  /** The terms that hold for the project. */
  terms: ProjectSettings;
};

/** What one may ask about for once; what is left empty is as it is saved. */
const TERMS: SettingName[] = ["lambdaUsd", "hourlyRateUsd", "acceptanceMargin", "level"];

/** The question: which arm against which, on which work and on which terms. A plain form: the URL holds it all. */
export function QuestionForm({ arms, values, workflows, steps, terms }: Props) {
  const options = [...distinctArms(arms), ...pooledArms(arms)].map(({ runs, arm }) => {
    const { href, model, detail } = armText(arm);
    return { href, text: `${model} · ${detail} (${formatPlural(runs, "run")})` };
  });
  const armSelect = (name: "baseline" | "candidate", label: string) => (
    <label className="min-w-0 text-dim text-xs">
      {label}
      <select name={name} defaultValue={values[name] ?? ""} required className={controlClass}>
        <option value="">Choose an arm…</option>
        {values[name] && !options.some((option) => option.href === values[name]) && (
          <option value={values[name]}>{values[name]}</option>
        )}
        {options.map((option) => (
          <option key={option.href} value={option.href}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
  const select = (name: string, label: string, all: string, choices: string[]) => (
    <label className="min-w-0 text-dim text-xs">
      {label}
      <select name={name} defaultValue={values[name] ?? ""} className={controlClass}>
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      action="/upgrades/compare"
      aria-label="The question"
      className="mb-4 rounded-card border border-line bg-card p-4"
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {armSelect("baseline", "Baseline: what you use now")}
        {armSelect("candidate", "Candidate: what you might use")}
      </div>
      <details className="mt-3">
        <summary className="min-h-10 py-2 text-dim text-sm">Which work, on which terms</summary>
        <div className="grid gap-3 pt-1 sm:grid-cols-2 lg:grid-cols-4">
          {select("workflow", "Workflow", "All", workflows)}
          {select("step", "Step", "All", steps)}
          <label className="min-w-0 text-dim text-xs">
            From
            <input type="date" name="from" defaultValue={values.from ?? ""} className={controlClass} />
          </label>
          <label className="min-w-0 text-dim text-xs">
            Before
            <input type="date" name="to" defaultValue={values.to ?? ""} className={controlClass} />
          </label>
          {TERMS.map((name) => {
            const { label, parameter, unit } = SETTINGS[name];
            return (
              <label key={name} className="min-w-0 text-dim text-xs">
                {unit === "share" ? label : `${label}, ${unit}`}
                <input
                  name={parameter}
                  placeholder={typedSetting(name, terms[name] ?? "auto")}
                  defaultValue={values[parameter] ?? ""}
                  className={controlClass}
                />
              </label>
            );
          })}
          <label className="min-w-0 text-dim text-xs">
            All runs at the prices of
            <input type="date" name="prices_at" defaultValue={values.prices_at ?? ""} className={controlClass} />
          </label>
          {select("design", "Read as", "What fits", ["live", "evaluation"])}
        </div>
      </details>
      <Button type="submit" className="mt-3">
        Compare
      </Button>
    </form>
  );
}
