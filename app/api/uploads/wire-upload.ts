import type { Upload } from "@/db/queries/get-upload";
import { toWire, verbatim } from "@/lib/wire";

/** An upload as the contract has it; `upload_id` is what it is asked for by. */
export function wireUpload({ id, mapping, ...rest }: Upload) {
  return toWire({ uploadId: id, ...rest, mapping: mapping && verbatim(mapping) });
}
