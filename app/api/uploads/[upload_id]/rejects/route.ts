import { getDb } from "@/db/client";
import { getUpload } from "@/db/queries/get-upload";
import { listUploadRejects } from "@/db/queries/list-upload-rejects";
import { csvLine } from "@/lib/csv";
import { authorise } from "../../../authorise";
import { handle } from "../../../handle";
import { otherMethods } from "../../../other-methods";
import { problem } from "../../../problem";
import { streamOf } from "../../../stream";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

type Context = { params: Promise<{ upload_id: string }> };

/** The rejected records of an upload with their reasons, as CSV: a line for each thing that is wrong. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    if (!access.ok) return access.response;
    const { upload_id: uploadId } = await params;
    const upload = await getUpload(getDb(), access.project.id, uploadId);
    if (!upload) return problem(404, "There is no such upload in this project.");
    const rejects = listUploadRejects(getDb(), access.project.id, upload.id);
    const lines = async function* () {
      const place = upload.files === null ? [] : ["file"];
      yield csvLine([...place, "line", "id", "field", "code", "message"]);
      for await (const page of rejects) {
        yield page
          .flatMap(({ file, line, id, errors }) =>
            errors.map((error) =>
              csvLine([
                ...place.map(() => file ?? ""),
                String(line),
                id ?? "",
                error.pointer,
                error.code,
                error.message,
              ]),
            ),
          )
          .join("");
      }
    };
    return new Response(streamOf(lines()), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="rejected-lines.csv"`,
      },
    });
  });
}
