import { NotADayError } from "@/db/queries/cell-conditions";
import { TooManyCellsError } from "@/db/queries/list-cells";
import { TooManyReceiptsError } from "@/db/queries/visit-receipts";
import { problem } from "./problem";

/** Codes with which the driver says that there is no database to talk to. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "57P01",
  "57P03",
]);

/** Runs a route: what it expects to go wrong becomes its answer; anything else is logged, and says nothing of us. */
export async function handle(route: () => Promise<Response>): Promise<Response> {
  try {
    return await route();
  } catch (error) {
    if (error instanceof NotADayError || error instanceof TooManyCellsError || error instanceof TooManyReceiptsError) {
      return problem(400, error.message);
    }
    console.error(error);
    if (UNREACHABLE.has(codeOf(error)))
      return problem(503, "The database cannot be reached. Try again.", {}, { "Retry-After": "5" });
    return problem(500, "The request could not be answered. The server's log says why.");
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error) return String(error.code);
  return "cause" in error ? codeOf(error.cause) : "";
}
