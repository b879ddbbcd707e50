import type { Metadata } from "next";
import { requireProject } from "@/app/session";
import { ActionForm } from "@/components/prices/action-form";
import { MergeForecast } from "@/components/prices/merge-forecast";
import { NameRows } from "@/components/prices/name-rows";
import { RewriteView } from "@/components/prices/rewrite-view";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { controlClass, Field } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { getLatestRewrite } from "@/db/queries/get-latest-rewrite";
import { getMergeForecast } from "@/db/queries/get-merge-forecast";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { type ComparedModel, listComparedModels } from "@/db/queries/list-compared-models";
import { parameterPairs } from "@/lib/filter";
import { formatPlural } from "@/lib/format";
import { suggestAliases } from "@/lib/receipts/suggest-aliases";
import { mergeView } from "@/lib/view/merge-view";
import { sumRows } from "@/lib/view/prices-view";
import { beginRewrite, stopRewrite } from "../prices/actions";
import { submitAlias } from "./actions";

export const metadata: Metadata = { title: "Model names" };

/** Longest name, as the form that saves it takes. */
const MAX_NAME = 200;
const NAMES = ["sent", "model", "effort"] as const;
const FIELDS = [
  { name: "sent", label: "Name that is sent", hint: "openai/gpt-5.5" },
  { name: "model", label: "Compare it as", hint: "gpt-5.5" },
  { name: "effort", label: "Effort inside the name", hint: "Empty: none. An effort that a run sends wins." },
] as const;

export default async function ModelNamesPage({ searchParams }: PageProps<"/settings/models">) {
  const pairs = parameterPairs(await searchParams);
  const project = await requireProject(`/settings/models?${new URLSearchParams(pairs)}`);
  const typed = { sent: "", model: "", effort: "" };
  for (const name of NAMES) typed[name] = Object.fromEntries(pairs)[name]?.trim().slice(0, MAX_NAME) ?? "";
  const { sent, model, effort } = typed;
  const isAsked = sent !== "" && model !== "";
  const db = getDb();
  const [own, models, rewrite, forecast] = await Promise.all([
    getOwnPrices(db.$client, project.id),
    listComparedModels(db, project.id),
    getLatestRewrite(db, project.id),
    isAsked ? getMergeForecast(db, project.id, { sent, as: { model, effort: effort || null } }) : null,
  ]);
  const known = new Set(own.aliases.map(({ sent }) => sent));
  const of = new Map(models.map((each) => [each.model, each]));
  const suggestions = suggestAliases(models.map(({ model }) => model)).filter(({ sent }) => !known.has(sent));
  return (
    <>
      <SettingsTabs here="/settings/models" />
      <PageHead title="Model names">
        One model comes under many names. What was sent stays with each run; here you say what it is compared as. A
        split brings everything back to what it was. Prices of stored runs stay until you recompute them.
      </PageHead>
      {rewrite?.kind === "names" && (
        <Card title="Stored runs">
          <RewriteView state={{ ...rewrite, rows: sumRows(rewrite.sums) }} cancel={stopRewrite} />
          {rewrite.status !== "running" && (
            <ActionForm
              action={beginRewrite}
              hidden={{ kind: "names" }}
              button="Look through them again"
              kind="quiet"
            />
          )}
        </Card>
      )}
      <Card title="Names that look like one" sub="By their letters alone. Nothing is merged before you say so.">
        {suggestions.length === 0 ? (
          <p className="text-dim text-sm">
            {models.length === 0 ? "No run has come yet." : "None: each name looks like a model of its own."}
          </p>
        ) : (
          <NameRows
            caption="Names that look like one"
            rows={suggestions.map((each) => ({ ...each, about: `${each.because} ${affected(of.get(each.sent))}` }))}
            does="Merge"
            version={own.version}
            action={submitAlias}
          />
        )}
      </Card>
      <Card title="Merged names">
        {own.aliases.length === 0 ? (
          <p className="mb-4 text-dim text-sm">None yet: every name is compared as itself.</p>
        ) : (
          <div className="mb-5">
            <NameRows
              caption="Merged names"
              rows={own.aliases.map((alias) => ({ ...alias, about: "Its runs go back to their own name." }))}
              does="Split"
              version={own.version}
              action={submitAlias}
            />
          </div>
        )}
        <form action="/settings/models" aria-label="Merge a name">
          <div className="mb-4 grid gap-x-8 gap-y-4 sm:grid-cols-3">
            {FIELDS.map(({ name, label, hint }) => (
              <Field key={name} label={label} htmlFor={`alias-${name}`} hint={hint}>
                <input
                  id={`alias-${name}`}
                  name={name}
                  defaultValue={typed[name]}
                  autoComplete="off"
                  spellCheck={false}
                  aria-describedby={`alias-${name}-hint`}
                  className={controlClass}
                />
              </Field>
            ))}
          </div>
          <Button type="submit" kind={isAsked ? "quiet" : "primary"}>
            See what would move
          </Button>
        </form>
        {isAsked && (
          <div className="mt-5 border-line border-t pt-4">
            <MergeForecast view={mergeView(sent, forecast)} />
            <ActionForm
              action={submitAlias}
              hidden={{ ...typed, version: String(own.version) }}
              button="Merge"
              label={`Merge ${sent} into ${model}`}
            />
          </div>
        )}
      </Card>
    </>
  );
}

function affected(model: ComparedModel | undefined): string {
  return model ? `${formatPlural(model.runs, "run")} in ${formatPlural(model.arms, "arm")} would move.` : "";
}
