import Link from "next/link";

type Props = {
  /** null where one is at the oldest already. */
  oldestHref: string | null;
  /** null at the end. */
  laterHref: string | null;
  templateHref: string;
};

/** Other ways through what waits: further pages, and a spreadsheet. */
export function MoreRuns({ oldestHref, laterHref, templateHref }: Props) {
  return (
    <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {oldestHref && (
        <Link href={oldestHref as "/review"} className="underline">
          Back to the oldest
        </Link>
      )}
      {laterHref && (
        <Link href={laterHref as "/review"} className="underline">
          Later ones
        </Link>
      )}
      <a href={templateHref} download className="underline">
        Fill them in as a spreadsheet (CSV)
      </a>
      <Link href="/uploads" className="underline">
        Upload it again
      </Link>
    </p>
  );
}
