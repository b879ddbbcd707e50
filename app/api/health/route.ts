import { connection } from "next/server";
import { getDb } from "@/db/client";
import { isReachable } from "@/db/queries/is-reachable";
import { version } from "@/package.json";
import { otherMethods } from "../other-methods";
import { problem } from "../problem";

export const { OPTIONS, POST, PUT, PATCH, DELETE } = otherMethods("GET");

const TIMEOUT_MS = 5_000;

/** Is it up? Needs no key, and tells nothing that a stranger could use. */
export async function GET(): Promise<Response> {
  // Asked anew each time, never at build time.
  await connection();
  if (await isReachable(getDb(), TIMEOUT_MS)) return Response.json({ status: "ok", database: "ok", version });
  const headers = { "Retry-After": "5" };
  return problem(503, "The database does not answer. Try again.", { database: "unreachable", version }, headers);
}
