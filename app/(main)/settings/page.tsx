import type { Metadata } from "next";
import Link from "next/link";
import { requireProject } from "@/app/session";
import { ChangeList } from "@/components/settings/change-list";
import { ChooseStep } from "@/components/settings/choose-step";
import { SettingsForm } from "@/components/settings/settings-form";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { StepSettingsTable } from "@/components/settings/step-settings-table";
import { BadAddress } from "@/components/ui/bad-address";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { listLastSettingChanges, listSettingChanges } from "@/db/queries/list-setting-changes";
import { listSteps } from "@/db/queries/list-steps";
import { parameterPairs } from "@/lib/filter";
import { dayIn } from "@/lib/time";
import { isSameStep, WHOLE_PROJECT } from "@/lib/verdict/saved-settings";
import { changeRow, ownTermsRows, settingsForm, stepChoices } from "@/lib/view/settings-view";
import { parseStepPath } from "@/lib/view/step-path";
import { removeStepSettings, submitSettings } from "./actions";

export const metadata: Metadata = { title: "Value and margins" };

const CHANGES_SHOWN = 20;

export default async function SettingsPage({ searchParams }: PageProps<"/settings">) {
  const pairs = parameterPairs(await searchParams);
  const project = await requireProject(`/settings?${new URLSearchParams(pairs)}`);
  const { for: path = "", before = "" } = Object.fromEntries(pairs);
  const db = getDb();
  const [saved, last, history, steps] = await Promise.all([
    getSettings(db, project.id),
    listLastSettingChanges(db, project.id),
    listSettingChanges(db, project.id, { before: numberOf(before), limit: CHANGES_SHOWN }),
    listSteps(db, project.id),
  ]);
  const asked = parseStepPath(path);
  const step = asked && [...steps, ...saved.steps].find((each) => isSameStep(each, asked));
  const dayOf = dayIn(project.timeZone);
  const rows = ownTermsRows(saved);
  return (
    <>
      <SettingsTabs here="/settings" />
      <PageHead title="Value and margins">
        What an accepted artifact is worth and how much quality may be lost decide a verdict, so settle both before you
        look: after a change, ranges that are safe to check any day are so from then on only, and every upgrade says it.
      </PageHead>
      <Card title="The whole project" sub="Holds for every step that has no terms of its own.">
        <SettingsForm view={settingsForm(saved, last, WHOLE_PROJECT, dayOf)} action={submitSettings} />
      </Card>
      <Card
        title="Steps with terms of their own"
        sub="A step’s own terms decide its own verdict, and the whole of a comparison that is narrowed to it."
      >
        {rows.length === 0 ? (
          <p className="mb-4 text-dim">None yet: every step is judged by the terms of the project.</p>
        ) : (
          <div className="mb-4">
            <StepSettingsTable rows={rows} version={saved.version} remove={removeStepSettings} />
          </div>
        )}
        {steps.length === 0 ? (
          <p className="text-dim">
            Steps are offered here as soon as they have runs.{" "}
            <Link href="/uploads" className="underline">
              Upload some
            </Link>
            .
          </p>
        ) : (
          <ChooseStep workflows={stepChoices(steps)} />
        )}
      </Card>
      <div id="step">
        {path !== "" && !step && (
          <BadAddress errors={[{ pointer: "for", message: `No step of this project is “${path.slice(0, 250)}”.` }]} />
        )}
        {step && (
          <Card
            title={`Only for ${step.step}`}
            sub={`Of ${step.workflow}. What is left empty is as the project has it.`}
            aside={
              <Link href="/settings" className="text-sm underline">
                Close
              </Link>
            }
          >
            <SettingsForm key={path} view={settingsForm(saved, last, step, dayOf)} action={submitSettings} />
          </Card>
        )}
      </div>
      <Card title="What was changed" id="history">
        {history.changes.length === 0 ? (
          <p className="text-dim">Nothing so far: all terms are the defaults.</p>
        ) : (
          <ChangeList rows={history.changes.map(changeRow)} />
        )}
        {history.next !== null && (
          <Link href={`/settings?before=${history.next}#history`} className="mt-3 inline-block text-sm underline">
            Earlier changes
          </Link>
        )}
        {before !== "" && (
          <Link href="/settings#history" className="mt-3 ml-4 inline-block text-sm underline">
            The latest changes
          </Link>
        )}
      </Card>
    </>
  );
}

/** A place in the history; null for its end, and for what is no place. */
function numberOf(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
