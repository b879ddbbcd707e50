import type { ModelAlias } from "./model-names";

/** An alias that the names alone speak for, with the reason. Never applied by itself. */
export type AliasSuggestion = ModelAlias & { because: string };

const EFFORT = /[-_:](none|minimal|low|medium|high|xhigh|max)$/;
const DATE = /[-@](\d{4}-\d{2}-\d{2}|20\d{6})$/;

/** Names of models that are one, as far as their letters tell: provider in front, capitals, a date or an effort at the end. */
export function suggestAliases(names: readonly string[]): AliasSuggestion[] {
  const seen = new Set(names);
  return names.flatMap((sent): AliasSuggestion[] => {
    const reasons: string[] = [];
    let model = sent.slice(sent.lastIndexOf("/") + 1);
    if (model !== sent) reasons.push("the provider in front");
    if (model !== model.toLowerCase()) reasons.push("capital letters");
    model = model.toLowerCase();
    let effort: string | null = null;
    // A name that ends so may be a model of its own (`o3-high` is none, `qwen-max` is): only beside the shorter name.
    const found = EFFORT.exec(model);
    if (found && seen.has(model.slice(0, found.index))) {
      effort = found[1] ?? null;
      model = model.slice(0, found.index);
      reasons.push(`the effort ${effort} at the end`);
    }
    const dated = model.replace(DATE, "");
    if (dated !== model) reasons.push("the date at the end");
    model = dated;
    if (model === "" || model === sent) return [];
    return [{ sent, model, effort, because: `It differs by ${reasons.join(" and ")}.` }];
  });
}
