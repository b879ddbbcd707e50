import { toWire } from "@/lib/wire";

/** What is wrong with one part of a request. `pointer` is a JSON pointer, or the name of a parameter. */
export type ProblemItem = { pointer: string; code: string; message: string };

const TITLES: Record<number, string> = {
  400: "The request cannot be read",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Not by this method",
  409: "In conflict with what is there",
  412: "Changed meanwhile",
  413: "Too large",
  415: "Not a kind of file that is read here",
  422: "Nothing in it could be taken",
  428: "Say which version you looked at",
  429: "Too many requests",
  500: "Something went wrong here",
  503: "The database cannot be reached",
};

/** An error as `application/problem+json` (RFC 9457). `extra` goes in beside the standard members. */
export function problem(
  status: number,
  detail: string,
  extra: { errors?: ProblemItem[] } & Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: "about:blank", title: TITLES[status] ?? "Error", status, detail, ...(toWire(extra) as object) };
  return Response.json(body, { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}

/** A request whose parameters are wrong: each is named. */
export function badParameters(errors: ProblemItem[]): Response {
  return problem(400, errors.map((error) => error.message).join(" · "), { errors });
}
