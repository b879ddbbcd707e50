import { problem } from "./problem";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/**
 * Handlers for the methods that a route does not have: each says which it has. Next's own answer to them has neither a
 * body nor the `Allow` that HTTP asks for, and knows OPTIONS by what a route exports, hence it is here too.
 */
export function otherMethods(...own: Method[]): Record<Method | "OPTIONS", () => Response> {
  const allowed = [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse = () => problem(405, `This address takes ${allowed}.`, {}, { Allow: allowed });
  const refusing = Object.fromEntries(METHODS.map((method) => [method, refuse])) as Record<Method, () => Response>;
  return { ...refusing, OPTIONS: () => new Response(null, { status: 204, headers: { Allow: allowed } }) };
}
