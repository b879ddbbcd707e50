import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getSession } from "@/db/auth/sessions";
import { getDb } from "@/db/client";
import { getProject, type Project } from "@/db/queries/get-project";
import { SESSION_COOKIE } from "./session-cookie";

/** The project of whoever is signed in; null for anyone else. */
export async function findProject(): Promise<Project | null> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  const session = token ? await getSession(getDb(), token) : null;
  return session && getProject(getDb(), session.projectId);
}

/** The project of whoever is signed in; anyone else is sent to sign in, and comes back to `path` after it. */
export async function requireProject(path: string): Promise<Project> {
  const project = await findProject();
  if (!project) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return project;
}

/** Whether the browser talks to us over TLS, as far as the proxy in front says. */
export async function isHttps(): Promise<boolean> {
  return (await headers()).get("x-forwarded-proto") === "https";
}
