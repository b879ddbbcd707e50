/** A name that is sent for a model, what it is compared as, and the effort that it holds (`gpt-5.5-high`); null = none. */
export type ModelAlias = { sent: string; model: string; effort: string | null };

/** Model and effort as they are compared; what was sent stays beside them. */
export type ComparedName = { comparedModel: string; comparedEffort: string | null };

export type CompareAs = (receipt: { model: string; effort: string | null }) => ComparedName;

/** What receipts are compared as, by a project's aliases. An effort that was sent wins over one inside a name. */
export function compareAsByAlias(aliases: readonly ModelAlias[]): CompareAs {
  const bySent = new Map(aliases.map((alias) => [alias.sent, alias]));
  return ({ model, effort }) => {
    const alias = bySent.get(model);
    return alias
      ? { comparedModel: alias.model, comparedEffort: effort ?? alias.effort }
      : { comparedModel: model, comparedEffort: effort };
  };
}
