import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

/** An address that no page has, for whoever asks: it says nothing of what a project holds. */
export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start px-4 py-10">
      <p className="mb-1 font-semibold text-dim text-sm">Payoff</p>
      <h1 className="mb-2 font-semibold text-xl">There is no such page</h1>
      <p className="mb-6 text-dim">The address may be misspelt, or what it showed may be gone.</p>
      <Link href="/" className={buttonClass("primary")}>
        Go to the overview
      </Link>
    </main>
  );
}
