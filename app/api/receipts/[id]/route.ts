import { getDb } from "@/db/client";
import { amendReceipt, type Outcome } from "@/db/ingest/amend-receipt";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { getReceipt } from "@/db/queries/get-receipt";
import { costLines } from "@/lib/pricing/cost-lines";
import { fieldErrors } from "@/lib/receipts/parse-receipt";
import { outcomeSchema } from "@/lib/receipts/receipt-schema";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { wireReceipt } from "@/lib/receipts/wire-receipt";
import { toWire } from "@/lib/wire";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { badBody, readJson } from "../../json-body";
import { otherMethods } from "../../other-methods";
import { problem } from "../../problem";

export const { OPTIONS, POST, PUT, DELETE } = otherMethods("GET", "PATCH");

type Context = { params: Promise<{ id: string }> };

const NOT_FOUND = "There is no such receipt in this project.";

/** One receipt, with the arithmetic of its cost. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const receipt = await getReceipt(getDb(), access.project.id, (await params).id);
    return receipt ? answer(receipt, access.project.id) : problem(404, NOT_FOUND);
  });
}

/** Amends the outcome; what is absent or null stays as it is. */
export async function PATCH(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    const sent = await readJson(request);
    if (!sent.ok) return sent.response;
    const parsed = outcomeSchema.safeParse(sent.body);
    if (!parsed.success) return badBody(fieldErrors(parsed.error.issues));
    const {
      human_minutes: minutes,
      validation_failures,
      human_edits,
      first_pass,
      stopped_early,
      stop_reason,
      ...rest
    } = parsed.data;
    const outcome = known({
      ...rest,
      validationFailures: validation_failures,
      humanEdits: human_edits,
      humanMilliMinutes: minutes == null ? null : Math.round(minutes * 1_000),
      firstPass: first_pass,
      stoppedEarly: stopped_early,
      stopReason: stop_reason,
    });
    const amended = await amendReceipt(getDb(), access.project, (await params).id, outcome);
    if (amended.ok) return answer(amended.receipt, access.project.id);
    if (amended.problem === "not_found") return problem(404, NOT_FOUND);
    return problem(409, "The run is settled already: it cannot go back to pending.");
  });
}

async function answer(receipt: StoredReceipt, projectId: string): Promise<Response> {
  const own = await getOwnPrices(getDb().$client, projectId);
  return Response.json(toWire({ ...wireReceipt(receipt), arithmetic: costLines(receipt, own) }));
}

function known(outcome: { [field in keyof Outcome]: Outcome[field] | null | undefined }): Outcome {
  return Object.fromEntries(Object.entries(outcome).filter(([, value]) => value !== null && value !== undefined));
}
