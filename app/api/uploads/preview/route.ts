import { getDb } from "@/db/client";
import { FileError } from "@/db/ingest/file-error";
import { previewFile } from "@/db/ingest/preview-file";
import { authorise } from "../../authorise";
import { handle } from "../../handle";
import { problem } from "../../problem";

const MAX_HEAD_BYTES = 1_000_000;

/** What a file looks like by its first bytes: for the upload page, which sends them before the file. */
export async function POST(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "ingest");
    if (!access.ok) return access.response;
    const filename = new URL(request.url).searchParams.get("filename") ?? "";
    try {
      const head = first(request.body, MAX_HEAD_BYTES);
      return Response.json(await previewFile(getDb(), access.project.id, filename, head));
    } catch (error) {
      if (error instanceof FileError) return problem(422, error.message);
      throw error;
    }
  });
}

async function* first(body: ReadableStream<Uint8Array> | null, limit: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body ?? []) {
    yield chunk;
    bytes += chunk.length;
    if (bytes >= limit) return;
  }
}
