import type { FieldError } from "@/lib/receipts/parse-receipt";
import { problem } from "./problem";

/** Longer than any body that is one thing, in characters. */
const MAX_BODY = 200_000;

/** A body that is one JSON value. Text that is no JSON is undefined, which no schema takes. */
export async function readJson(
  request: Request,
): Promise<{ ok: true; body: unknown } | { ok: false; response: Response }> {
  const text = await request.text();
  if (text.length > MAX_BODY) {
    return { ok: false, response: problem(413, `The body is longer than ${MAX_BODY} characters.`) };
  }
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return { ok: true, body: undefined };
  }
}

/** A body whose fields are wrong: each is named. */
export function badBody(errors: FieldError[]): Response {
  const detail = errors.map(({ pointer, message }) => `${pointer.slice(1) || "the body"} ${message}`).join(" · ");
  return problem(400, detail, { errors });
}
