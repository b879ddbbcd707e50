import { getDb } from "@/db/client";
import { getUndoForecast } from "@/db/queries/get-undo-forecast";
import { getUpload } from "@/db/queries/get-upload";
import { beginUndo, finishUndo } from "@/db/uploads/undo-upload";
import { toWire } from "@/lib/wire";
import { authorise } from "../../../authorise";
import { handle } from "../../../handle";
import { otherMethods } from "../../../other-methods";
import { problem } from "../../../problem";
import { wireUpload } from "../../wire-upload";

export const { OPTIONS, PUT, PATCH, DELETE } = otherMethods("GET", "POST");

type Context = { params: Promise<{ upload_id: string }> };

const NO_UPLOAD = "There is no such upload in this project.";

/** What an undo would do: receipts `inserted`, of them `amended_since` by others, and others' receipts `amended`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const { upload_id: uploadId } = await params;
    if (!(await getUpload(getDb(), access.project.id, uploadId))) return problem(404, NO_UPLOAD);
    return Response.json(toWire(await getUndoForecast(getDb(), access.project.id, uploadId)));
  });
}

/**
 * Undoes an upload as a whole and answers when that is done; one that broke off goes on. What it inserted is removed,
 * what it amended is as it was, but for fields that were changed since. Then it can be sent again.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    const { upload_id: uploadId } = await params;
    const begun = await beginUndo(getDb(), { projectId: access.project.id, uploadId });
    if (!begun.ok) {
      if (begun.problem === "not_found") return problem(404, NO_UPLOAD);
      if (begun.problem === "running") return problem(409, "This upload is still running: cancel it first.");
      return problem(409, "This upload is being undone already.");
    }
    if (begun.upload.status === "undone") return Response.json(wireUpload(begun.upload));
    return Response.json(wireUpload(await finishUndo(getDb(), access.project, uploadId, access.by)));
  });
}
