"use server";

import { refresh } from "next/cache";
import { findProject } from "@/app/session";
import type { ActionState } from "@/components/prices/action-form";
import type { OverrideState } from "@/components/prices/override-form";
import { getDb } from "@/db/client";
import { type SavedPrices, saveOwnPrices } from "@/db/pricing/save-own-prices";
import { cancelRewrite, startRewrite } from "@/db/rewrites/start-rewrite";
import { parseOverride, parseTier, type TypedOverride } from "@/lib/pricing/parse-override";
import { REWRITE_KINDS } from "@/lib/pricing/rewrite-receipt";
import { SIGNED_IN } from "@/lib/verdict/setting-change";

const SIGNED_OUT = "You are no longer signed in: sign in in another tab, and send it again.";
const RUNNING = "Something is being recomputed: wait until it is done, or stop it.";

const EMPTY: TypedOverride = {
  ...{
    model: "",
    serviceTier: "standard",
    fromDay: "",
    input: "",
    cacheRead: "",
    cacheWrite: "",
    output: "",
    note: "",
  },
};

/** Saves a price of one's own. What is not saved is handed back as it was typed. */
export async function submitOverride(_: OverrideState, form: FormData): Promise<OverrideState> {
  const project = await findProject();
  const typed = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, textOf(form, name)])) as TypedOverride;
  const failed = (title: string, errors: OverrideState["errors"] = {}): OverrideState => ({
    message: { kind: "error", title },
    errors,
    typed,
  });
  if (!project) return failed(SIGNED_OUT);
  const parsed = parseOverride(typed);
  if (!parsed.ok) return failed("Nothing is saved yet: look at what is marked.", parsed.errors);
  const saved = await saveOwnPrices(
    getDb(),
    project.id,
    { overrides: [{ set: parsed.override }] },
    { lookedAt: Number(textOf(form, "version")), by: SIGNED_IN },
  );
  if (!saved.ok) return failed(problemText(saved));
  refresh();
  const title = saved.changed === 0 ? "It is saved already." : "Saved. New runs cost this; recompute for stored ones.";
  return { message: { kind: "info", title }, errors: {}, typed: EMPTY };
}

/** Takes a price of one's own away. It stays in the history. */
export async function removeOverride(_: ActionState, form: FormData): Promise<ActionState> {
  const project = await findProject();
  if (!project) return { message: SIGNED_OUT, isError: true };
  const key = {
    model: textOf(form, "model"),
    serviceTier: parseTier(textOf(form, "serviceTier")) ?? null,
    fromDay: textOf(form, "fromDay"),
  };
  const lookedAt = Number(textOf(form, "version"));
  const saved = await saveOwnPrices(getDb(), project.id, { overrides: [{ remove: key }] }, { lookedAt, by: SIGNED_IN });
  refresh();
  return saved.ok ? { message: null, isError: false } : { message: problemText(saved), isError: true };
}

/** Begins to recompute, or to count what that would change. */
export async function beginRewrite(_: ActionState, form: FormData): Promise<ActionState> {
  const project = await findProject();
  if (!project) return { message: SIGNED_OUT, isError: true };
  const kind = REWRITE_KINDS.find((each) => each === textOf(form, "kind"));
  if (!kind) throw new Error("No form of ours begins this.");
  const id = await startRewrite(getDb(), project.id, kind, SIGNED_IN);
  refresh();
  return id ? { message: null, isError: false } : { message: RUNNING, isError: true };
}

export async function stopRewrite(_: ActionState, form: FormData): Promise<ActionState> {
  const project = await findProject();
  if (!project) return { message: SIGNED_OUT, isError: true };
  await cancelRewrite(getDb(), project.id, textOf(form, "id"));
  refresh();
  return { message: null, isError: false };
}

function problemText(saved: Extract<SavedPrices, { ok: false }>): string {
  return saved.problem === "too_many"
    ? "There are too many own prices or names already."
    : "Somebody else saved meanwhile. Nothing is saved: look at the page anew, and send it again.";
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
