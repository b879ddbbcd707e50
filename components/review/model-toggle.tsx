import Link from "next/link";

/** Whether model and cost are shown, why they are not, and the way to the other. */
export function ModelToggle({ isShown, otherHref }: { isShown: boolean; otherHref: string }) {
  return (
    <p className="mb-4 text-dim text-sm">
      {isShown
        ? "Model and cost are shown. "
        : "Model and cost are hidden, so that knowing them does not colour the judgement they are compared by. "}
      <Link href={otherHref as "/review"} className="underline">
        {isShown ? "Hide them" : "Show them"}
      </Link>
    </p>
  );
}
