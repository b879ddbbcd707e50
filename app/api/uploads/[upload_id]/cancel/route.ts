import { getDb } from "@/db/client";
import { cancelUpload } from "@/db/uploads/cancel-upload";
import { authorise } from "../../../authorise";
import { handle } from "../../../handle";
import { otherMethods } from "../../../other-methods";
import { problem } from "../../../problem";
import { wireUpload } from "../../wire-upload";

export const { OPTIONS, GET, PUT, PATCH, DELETE } = otherMethods("POST");

type Context = { params: Promise<{ upload_id: string }> };

const WAIT_MS = 10_000;

/**
 * Stops an upload at its next batch; what was committed is kept, and can be undone. Answers 200 with the upload as it
 * ended, or 202 if it still goes on after ten seconds: it then stops as soon as whoever takes it in reads on.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    const { upload_id: uploadId } = await params;
    const cancelled = await cancelUpload(getDb(), access.project.id, uploadId, { waitMs: WAIT_MS });
    if (!cancelled) return problem(404, "There is no such upload in this project.");
    const { upload, wasRunning } = cancelled;
    if (!wasRunning) return problem(409, "This upload is not running: there is nothing to cancel.");
    return Response.json(wireUpload(upload), { status: upload.status === "running" ? 202 : 200 });
  });
}
