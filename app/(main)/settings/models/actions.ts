"use server";

import { refresh } from "next/cache";
import { findProject } from "@/app/session";
import type { ActionState } from "@/components/prices/action-form";
import { getDb } from "@/db/client";
import { saveOwnPrices } from "@/db/pricing/save-own-prices";
import { startRewrite } from "@/db/rewrites/start-rewrite";
import { SIGNED_IN } from "@/lib/verdict/setting-change";

const MAX_NAME = 200;

/** Compares a name as another from now on, or as itself again, and begins to bring stored runs to it. */
export async function submitAlias(_: ActionState, form: FormData): Promise<ActionState> {
  const failed = (message: string): ActionState => ({ message, isError: true });
  const project = await findProject();
  if (!project) return failed("You are no longer signed in: sign in in another tab, and send it again.");
  const sent = textOf(form, "sent");
  const model = textOf(form, "model");
  const effort = textOf(form, "effort") || null;
  if (sent === "" || sent.length > MAX_NAME) return failed("Say which name is sent.");
  if (model.length > MAX_NAME || (effort ?? "").length > MAX_NAME) return failed("That name is too long.");
  if (textOf(form, "split") !== "yes") {
    if (model === "") return failed("Say which model it is.");
    if (model === sent && effort === null) return failed("That is the same name.");
  }
  const as = textOf(form, "split") === "yes" ? null : { model, effort };
  const lookedAt = Number(textOf(form, "version"));
  const edits = { aliases: [{ sent, as }] };
  const saved = await saveOwnPrices(getDb(), project.id, edits, { lookedAt, by: SIGNED_IN });
  if (!saved.ok) {
    return failed(
      saved.problem === "too_many"
        ? "There are too many names already."
        : "Somebody else saved meanwhile. Nothing is saved: look at the page anew, and send it again.",
    );
  }
  const id = await startRewrite(getDb(), project.id, "names", SIGNED_IN);
  refresh();
  return id
    ? { message: "Saved. Stored runs are being brought to it.", isError: false }
    : failed("Saved for new runs. Something is being recomputed: bring stored runs to it once that is done.");
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
