import { getDb } from "@/db/client";
import { getLatestRewrite } from "@/db/queries/get-latest-rewrite";
import { getOwnPricesVersion } from "@/db/queries/get-own-prices";
import { cancelRewrite, startRewrite } from "@/db/rewrites/start-rewrite";
import type { RewriteKind } from "@/lib/pricing/rewrite-receipt";
import { wireRewrite } from "@/lib/pricing/wire-rewrite";
import { toWire } from "@/lib/wire";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { otherMethods } from "../../other-methods";
import { badParameters, type ProblemItem, problem } from "../../problem";

export const { OPTIONS, PUT, PATCH } = otherMethods("GET", "POST", "DELETE");

/** How far the rewrite of stored runs is that was begun last, and what it changes by model. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    return access.ok ? answer(access.project.id, 200) : access.response;
  });
}

/**
 * Brings stored runs to today's prices, or with `of=names` to their names; `dry_run=true` only counts what new prices
 * would change. It goes on by itself: GET says how far it is. `If-Match` holds it to the prices that were looked at.
 */
export async function POST(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "admin");
    if (!access.ok) return access.response;
    const asked = readKind(new URL(request.url).searchParams);
    if (!asked.ok) return badParameters(asked.errors);
    const db = getDb();
    const tag = request.headers.get("if-match")?.trim() ?? "*";
    const current = `"${await getOwnPricesVersion(db.$client, access.project.id)}"`;
    if (tag !== "*" && tag.replace(/^W\//, "") !== current) {
      const detail = "The prices were changed since; nothing was begun.";
      return problem(412, detail, {}, { ETag: current });
    }
    const id = await startRewrite(db, access.project.id, asked.kind, access.by);
    if (id) return answer(access.project.id, 202);
    return problem(409, "Something is being recomputed: wait until it is done (GET), or stop it (DELETE).");
  });
}

/** Stops what is running at the end of its batch. What is rewritten stays so. */
export async function DELETE(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "admin");
    if (!access.ok) return access.response;
    const latest = await getLatestRewrite(getDb(), access.project.id);
    if (latest?.status === "running") await cancelRewrite(getDb(), access.project.id, latest.id);
    return answer(access.project.id, 200);
  });
}

async function answer(projectId: string, status: number): Promise<Response> {
  const latest = await getLatestRewrite(getDb(), projectId);
  if (!latest) return problem(404, "Nothing was recomputed yet: POST begins it.");
  return Response.json(toWire(wireRewrite(latest)), { status });
}

function readKind(query: URLSearchParams): { ok: true; kind: RewriteKind } | { ok: false; errors: ProblemItem[] } {
  const errors = [...query.keys()]
    .filter((name) => name !== "of" && name !== "dry_run")
    .map((name) => ({ pointer: name, code: "unknown_parameter", message: `“${name.slice(0, 50)}” is not known here` }));
  const of = query.get("of") ?? "prices";
  const dryRun = query.get("dry_run") ?? "false";
  const fail = (pointer: string, message: string) => errors.push({ pointer, code: "invalid_value", message });
  if (of !== "prices" && of !== "names") fail("of", "of must be prices or names");
  if (dryRun !== "true" && dryRun !== "false") fail("dry_run", "dry_run must be true or false");
  if (of === "names" && dryRun === "true") {
    fail("dry_run", "names have no dry run: GET /api/prices/names?sent=…&model=… says what a merge would move");
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, kind: of === "names" ? "names" : dryRun === "true" ? "preview" : "prices" };
}
