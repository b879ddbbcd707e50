import { getDb } from "@/db/client";
import { listPending } from "@/db/queries/list-pending";
import type { ReceiptCursor } from "@/db/queries/list-receipts";
import { csvLine } from "@/lib/csv";
import { type Filter, parseFilter } from "@/lib/filter";
import { TEMPLATE_COLUMNS } from "@/lib/receipts/outcomes/outcome-columns";
import { templateFields } from "@/lib/receipts/outcomes/template-fields";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { otherMethods } from "../../other-methods";
import { badParameters } from "../../problem";
import { streamOf } from "../../stream";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

const PAGE = 1_000;

/** The runs of a filter that wait for a review, as CSV: filled in and uploaded, it is a file of outcomes. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const parsed = parseFilter(new URL(request.url).searchParams);
    if (!parsed.ok) return badParameters(parsed.errors);
    return new Response(streamOf(lines(access.project, parsed.filter)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="outcomes.csv"`,
      },
    });
  });
}

async function* lines(project: { id: string; timeZone: string }, filter: Filter): AsyncGenerator<string> {
  yield csvLine(TEMPLATE_COLUMNS);
  let after: ReceiptCursor | null = null;
  do {
    const page = await listPending(getDb(), project, filter, { limit: PAGE, after });
    yield page.runs.map((run) => csvLine(templateFields(run))).join("");
    after = page.next;
  } while (after);
}
