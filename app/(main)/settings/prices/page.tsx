import type { Metadata } from "next";
import Link from "next/link";
import { requireProject } from "@/app/session";
import { ActionForm } from "@/components/prices/action-form";
import { ChangeTable } from "@/components/prices/change-table";
import { ModelTable } from "@/components/prices/model-table";
import { OverrideForm } from "@/components/prices/override-form";
import { OverrideTable } from "@/components/prices/override-table";
import { HistoryTable, TierTable } from "@/components/prices/price-tables";
import { RewriteView } from "@/components/prices/rewrite-view";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { controlClass } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { getLatestRewrite } from "@/db/queries/get-latest-rewrite";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { listModelRuns } from "@/db/queries/list-model-runs";
import { listPriceChanges } from "@/db/queries/list-price-changes";
import { parameterPairs } from "@/lib/filter";
import { formatDay } from "@/lib/format";
import { priceVersion } from "@/lib/pricing/price-book";
import { parseDay } from "@/lib/time";
import { changeRows } from "@/lib/view/price-change-view";
import { priceHistory, priceInShort, sumRows, tierRows, unpricedReason } from "@/lib/view/prices-view";
import { beginRewrite, removeOverride, stopRewrite, submitOverride } from "./actions";

export const metadata: Metadata = { title: "Prices" };

const CHANGES_SHOWN = 50;

export default async function PricesPage({ searchParams }: PageProps<"/settings/prices">) {
  const pairs = parameterPairs(await searchParams);
  const project = await requireProject(`/settings/prices?${new URLSearchParams(pairs)}`);
  const { model = "", on = "" } = Object.fromEntries(pairs);
  const db = getDb();
  const [own, models, changes, rewrite] = await Promise.all([
    getOwnPrices(db.$client, project.id),
    listModelRuns(db, project.id),
    listPriceChanges(db, project.id, CHANGES_SHOWN),
    getLatestRewrite(db, project.id),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const day = parseDay(on) ?? today;
  const history = priceHistory(model, day, own);
  const start = { model, fromDay: model === "" ? "" : day, serviceTier: "standard", input: "", output: "" };
  return (
    <>
      <SettingsTabs here="/settings/prices" />
      <PageHead title="Prices">
        What a token costs, where a run does not say what it cost. All prices are US$ per million tokens, the only
        currency there is here. Costs are computed with the prices <code>{priceVersion(own.version)}</code>.
      </PageHead>
      <Card title="Look up a model" sub="Any model, on any day.">
        <form action="/settings/prices" className="mb-4 flex flex-wrap items-end gap-3">
          <label className="min-w-0 flex-1 basis-48 text-dim text-xs sm:max-w-80">
            Model
            <input name="model" defaultValue={model} list="models" autoComplete="off" className={controlClass} />
          </label>
          <datalist id="models">
            {models.map((each) => (
              <option key={each.model} value={each.model} />
            ))}
          </datalist>
          <label className="min-w-0 basis-36 text-dim text-xs">
            On the day
            <input type="date" name="on" defaultValue={day} className={controlClass} />
          </label>
          <Button type="submit" kind="quiet">
            Look up
          </Button>
        </form>
        {on !== "" && !parseDay(on) && (
          <p className="mb-3 text-bad text-sm">“{on.slice(0, 40)}” is no day; this is today.</p>
        )}
        {model === "" ? (
          <p className="text-dim text-sm">Type a name, or choose a model of this project below.</p>
        ) : (
          <>
            <h3 className="mb-2 font-semibold text-sm">
              {model} on {formatDay(day)}
            </h3>
            <TierTable model={model} rows={tierRows(model, day, own)} />
            {history.length > 0 && (
              <>
                <h3 className="mt-5 mb-2 font-semibold text-sm">How its price changed</h3>
                <HistoryTable model={model} rows={history} />
              </>
            )}
          </>
        )}
      </Card>
      <Card title="Models of this project" sub="Those with runs that have no price come first; prices are today’s.">
        {models.length === 0 ? (
          <p className="text-dim text-sm">
            Models are listed here as soon as they have runs.{" "}
            <Link href="/uploads" className="underline">
              Upload some
            </Link>
            .
          </p>
        ) : (
          <ModelTable
            rows={models.map((each) => ({
              ...each,
              price: priceInShort(each.model, today, own),
              reason: unpricedReason(each, own),
            }))}
          />
        )}
      </Card>
      <Card
        title="Own prices"
        sub="A price of yours wins over the catalogue from its day on. The same model, tier and day replaces what is there."
      >
        {own.overrides.length === 0 ? (
          <p className="mb-4 text-dim text-sm">None yet: all prices are those of the catalogue.</p>
        ) : (
          <div className="mb-5">
            <OverrideTable overrides={own.overrides} version={own.version} remove={removeOverride} />
          </div>
        )}
        <OverrideForm
          key={model}
          start={{ ...start, cacheRead: "", cacheWrite: "", note: "" }}
          version={own.version}
          action={submitOverride}
        />
      </Card>
      <Card
        title="Recompute stored runs"
        sub="A stored run keeps the price that it came with until you recompute. A reported cost is never overwritten: only the computed one beside it moves."
        id="recompute"
      >
        {rewrite && rewrite.kind !== "names" && (
          <RewriteView state={{ ...rewrite, rows: sumRows(rewrite.sums) }} cancel={stopRewrite} />
        )}
        {rewrite?.status === "running" ? (
          rewrite.kind === "names" && <p className="text-dim text-sm">Model names are being changed: wait for it.</p>
        ) : (
          <div className="flex flex-wrap gap-3">
            <ActionForm
              action={beginRewrite}
              hidden={{ kind: "preview" }}
              button="Count what would change"
              kind="quiet"
            />
            <ActionForm action={beginRewrite} hidden={{ kind: "prices" }} button="Recompute" />
          </div>
        )}
      </Card>
      <Card
        title="What was changed"
        sub="Own prices, model names and recomputing; a recompute is one line here, not one a run."
      >
        {changes.length === 0 ? (
          <p className="text-dim text-sm">Nothing so far.</p>
        ) : (
          <ChangeTable rows={changeRows(changes)} />
        )}
      </Card>
    </>
  );
}
