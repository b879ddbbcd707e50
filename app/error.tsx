"use client";

import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";

/** The server's own code of an error, by which its log has the rest; an error of the browser has none. */
function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

/** A page that could not be made. What went wrong stands in the server's log, never here. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start px-4 py-10">
      <p className="mb-1 font-semibold text-dim text-sm">Payoff</p>
      <h1 className="mb-2 font-semibold text-xl">This page could not be made</h1>
      <p role="alert" className="mb-6 text-dim">
        Nothing was lost. It may be the database that cannot be reached: try again in a moment.
        {digest && (
          <>
            {" "}
            The server’s log says more, under <code className="font-mono">{digest}</code>.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => retry()}>Try again</Button>
        <Link href="/" className={buttonClass("quiet")}>
          Go to the overview
        </Link>
      </div>
    </main>
  );
}
