import { type Access, authenticateKey, SCOPES, type Scope } from "@/db/auth/authenticate-key";
import { getSession } from "@/db/auth/sessions";
import { getDb } from "@/db/client";
import { getProject, type Project } from "@/db/queries/get-project";
import { SIGNED_IN } from "@/lib/verdict/setting-change";
import { SESSION_COOKIE } from "../session-cookie";
import { problem } from "./problem";

/**
 * Who asks, by API key or by the browser's session, and whether they may. A key that is given decides alone, even
 * beside a good session. A session may do everything in its project, but changes only from our own pages.
 */
export async function authorise(
  request: Request,
  scope: Scope,
): Promise<{ ok: true; project: Project; by: string } | { ok: false; response: Response }> {
  const access = await findAccess(request);
  if (!access) {
    const detail = "Send an API key (Authorization: Bearer …), or sign in.";
    return { ok: false, response: problem(401, detail, {}, { "WWW-Authenticate": "Bearer" }) };
  }
  if (!access.scopes.includes(scope) && !access.scopes.includes("admin")) {
    return { ok: false, response: problem(403, `This key does not have the scope “${scope}”.`) };
  }
  return { ok: true, project: access.project, by: access.by };
}

async function findAccess(request: Request): Promise<Access | null> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const key = /^Bearer +(\S+)$/i.exec(header)?.[1];
    return key ? keyAccess(key) : null;
  }
  const token = cookieOf(request, SESSION_COOKIE);
  if (!token || isForeign(request)) return null;
  const session = await getSession(getDb(), token);
  const project = session && (await getProject(getDb(), session.projectId));
  return project && { project, scopes: [...SCOPES], by: SIGNED_IN };
}

/** Look-ups that are under way, by key. */
const asking = new Map<string, Promise<Access | null>>();

/**
 * Requests with one key that come while it is being looked up share that look-up. Nothing is remembered beyond it, so
 * that a key which is revoked opens nothing that starts after one query's time.
 */
function keyAccess(key: string): Promise<Access | null> {
  const known = asking.get(key);
  if (known) return known;
  const access = authenticateKey(getDb(), key).finally(() => asking.delete(key));
  asking.set(key, access);
  return access;
}

function cookieOf(request: Request, name: string): string | null {
  const pairs = (request.headers.get("cookie") ?? "").split(/; */).map((pair) => pair.split("="));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}

/** A page of another site that asks the browser to write with our cookie. Browsers say so themselves. */
function isForeign(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const site = request.headers.get("sec-fetch-site");
  return site !== null && site !== "same-origin" && site !== "none";
}
