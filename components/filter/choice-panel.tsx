import { Name } from "@/components/ui/name";
import { Panel } from "@/components/ui/panel";
import type { FilterView } from "@/lib/view/filter-view";
import { PanelLabel, panelClass } from "./panel-label";

/** One field of a filter: any number of its values, none for all. */
export function ChoicePanel({ field }: { field: FilterView["fields"][number] }) {
  return (
    <Panel label={<PanelLabel name={field.label} summary={field.summary} />} className={panelClass}>
      {field.choices.length === 0 ? (
        <p className="px-2 py-1 text-dim text-xs">Nothing to choose from yet.</p>
      ) : (
        <fieldset>
          <legend className="sr-only">{field.label}</legend>
          {field.choices.map(({ value, label, isChosen }) => (
            <label key={value} className="flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1 hover:bg-sunken">
              <input type="checkbox" name={field.name} value={value} defaultChecked={isChosen} className="shrink-0" />
              <Name>{label}</Name>
            </label>
          ))}
        </fieldset>
      )}
    </Panel>
  );
}
