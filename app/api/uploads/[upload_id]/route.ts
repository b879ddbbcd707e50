import { getDb } from "@/db/client";
import { getUpload } from "@/db/queries/get-upload";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { otherMethods } from "../../other-methods";
import { problem } from "../../problem";
import { wireUpload } from "../wire-upload";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

type Context = { params: Promise<{ upload_id: string }> };

/** How far an upload is, and the mapping that is applied to it (null for receipts). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const { upload_id: uploadId } = await params;
    const upload = await getUpload(getDb(), access.project.id, uploadId);
    if (!upload) return problem(404, "There is no such upload in this project.");
    return Response.json(wireUpload(upload));
  });
}
