"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { endSession } from "@/db/auth/sessions";
import { signIn } from "@/db/auth/sign-in";
import { getDb } from "@/db/client";
import { returnPath } from "@/lib/view/return-path";
import { isHttps } from "../session";
import { SESSION_COOKIE } from "../session-cookie";

const DELAY_MS = 400;

/** Signs in with the secret of the form and goes on to where the person wanted to be. */
export async function submitSignIn(_: { error: string | null }, form: FormData): Promise<{ error: string | null }> {
  const secret = form.get("secret");
  const session = typeof secret === "string" ? await signIn(getDb(), secret) : null;
  if (!session) {
    // Nobody guesses 256 bits; this only keeps a loop from keeping us busy.
    await new Promise((wake) => setTimeout(wake, DELAY_MS));
    return { error: "That is not the sign-in secret, nor an API key with the scope “admin”." };
  }
  (await cookies()).set(SESSION_COOKIE, session.token, {
    httpOnly: true,
    sameSite: "lax",
    secure: await isHttps(),
    path: "/",
    expires: session.expiresAt,
  });
  const next = form.get("next");
  redirect(returnPath(typeof next === "string" ? next : undefined));
}

export async function submitSignOut(): Promise<void> {
  const store = await cookies();
  const token = store.get(SESSION_COOKIE)?.value;
  if (token) await endSession(getDb(), token);
  store.delete(SESSION_COOKIE);
  redirect("/sign-in");
}
