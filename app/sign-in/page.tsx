import type { Metadata } from "next";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { returnPath } from "@/lib/view/return-path";
import { submitSignIn } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center px-4 py-10">
      <p className="mb-1 font-semibold text-dim text-sm">Payoff</p>
      <h1 className="mb-6 font-semibold text-xl">Does this model upgrade pay off?</h1>
      <div className="rounded-card border border-line bg-card p-5">
        <SignInForm action={submitSignIn} next={returnPath(next)} />
      </div>
    </main>
  );
}
