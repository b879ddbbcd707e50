import { getDb } from "@/db/client";
import { amendReceipt } from "@/db/ingest/amend-receipt";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { getReceipt } from "@/db/queries/get-receipt";
import { listReceiptChanges } from "@/db/queries/list-receipt-changes";
import { costLines } from "@/lib/pricing/cost-lines";
import { outcomeOf } from "@/lib/receipts/outcome";
import { fieldErrors } from "@/lib/receipts/parse-receipt";
import { outcomeSchema } from "@/lib/receipts/receipt-schema";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { wireReceipt } from "@/lib/receipts/wire-receipt";
import { toWire, verbatim } from "@/lib/wire";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { badBody, readJson } from "../../json-body";
import { otherMethods } from "../../other-methods";
import { problem } from "../../problem";

export const { OPTIONS, POST, PUT, DELETE } = otherMethods("GET", "PATCH");

type Context = { params: Promise<{ id: string }> };

const NOT_FOUND = "There is no such receipt in this project.";

/** One receipt, with the arithmetic of its cost and its history. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const receipt = await getReceipt(getDb(), access.project.id, (await params).id);
    return receipt ? answer(access.project.id, receipt) : problem(404, NOT_FOUND);
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
    const id = (await params).id;
    const by = { origin: "amend", author: access.by } as const;
    const amended = await amendReceipt(getDb(), access.project.id, id, outcomeOf(parsed.data), by);
    if (amended.ok) return answer(access.project.id, amended.receipt);
    const { error } = amended;
    if (error.code === "not_found") return problem(404, NOT_FOUND);
    if (error.code === "already_settled") return problem(409, `The run ${error.message}.`);
    return badBody([error]);
  });
}

async function answer(projectId: string, receipt: StoredReceipt): Promise<Response> {
  const sql = getDb().$client;
  const [{ changes, cut }, own] = await Promise.all([
    listReceiptChanges(sql, projectId, receipt.id),
    getOwnPrices(sql, projectId),
  ]);
  return Response.json(
    toWire({
      ...wireReceipt(receipt),
      arithmetic: costLines(receipt, own),
      history: changes.map(({ before, after, ...rest }) => ({
        ...rest,
        before: verbatim(before),
        after: verbatim(after),
      })),
      historyIsCut: cut,
    }),
  );
}
