"use server";

import { refresh } from "next/cache";
import { findProject } from "@/app/session";
import type { AmendState, OutcomeTexts } from "@/components/receipt/amend-form";
import { getDb } from "@/db/client";
import { amendReceipt } from "@/db/ingest/amend-receipt";
import { parseOutcomeLine } from "@/lib/receipts/outcomes/parse-outcome-line";
import { SIGNED_IN } from "@/lib/verdict/setting-change";

/** Amends the outcome of a run. What is left empty stays as it is; whatever is not saved is handed back as typed. */
export async function submitAmendment(_: AmendState, form: FormData): Promise<AmendState> {
  const project = await findProject();
  const typed: OutcomeTexts = {
    status: textOf(form, "status"),
    edits: textOf(form, "edits"),
    minutes: textOf(form, "minutes").replace(",", "."),
    firstPass: textOf(form, "firstPass"),
  };
  const failed = (title: string, errors: AmendState["errors"] = {}): AmendState => ({
    message: { kind: "error", title },
    errors,
    typed,
  });
  if (!project) return failed("You are no longer signed in. Sign in in another tab and save again.");
  const id = textOf(form, "id");
  const said = Object.entries({
    status: typed.status,
    human_edits: typed.edits,
    human_minutes: typed.minutes,
    first_pass: typed.firstPass,
  }).filter(([, text]) => text !== "");
  const parsed = parseOutcomeLine({ id, ...Object.fromEntries(said) }, false);
  if (!parsed.ok) {
    return failed(
      "Nothing is saved yet.",
      Object.fromEntries(parsed.errors.map(({ pointer, message }) => [pointer.slice(1), `It ${message}.`])),
    );
  }
  const by = { origin: "amend", author: SIGNED_IN } as const;
  const amended = await amendReceipt(getDb(), project.id, id, parsed.line.outcome, by);
  if (!amended.ok) return failed(`The run ${amended.error.message}.`);
  refresh();
  return { message: { kind: "info", title: "Saved." }, errors: {}, typed: null };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
