import { findProject } from "@/app/session";
import { getDb } from "@/db/client";
import { listArms } from "@/db/queries/list-arms";
import { listReceipts } from "@/db/queries/list-receipts";
import { listSteps } from "@/db/queries/list-steps";
import { EMPTY_FILTER } from "@/lib/filter";
import { paletteView } from "@/lib/view/palette-view";

const LATEST_RECEIPTS = 20;

/** What the command palette offers of a project: for the browser's own session, and no part of the API. */
export async function GET(): Promise<Response> {
  const project = await findProject();
  if (!project) return new Response(null, { status: 401 });
  const db = getDb();
  const [steps, arms, { receipts }] = await Promise.all([
    listSteps(db, project.id),
    listArms(db, project, EMPTY_FILTER),
    listReceipts(db, project, EMPTY_FILTER, { limit: LATEST_RECEIPTS, after: null }),
  ]);
  return Response.json(paletteView({ steps, arms, receipts }), { headers: { "Cache-Control": "private, no-store" } });
}
