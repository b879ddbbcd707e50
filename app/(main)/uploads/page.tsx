import type { Metadata } from "next";
import Link from "next/link";
import { readUploadCursor, writeUploadCursor } from "@/app/api/uploads/upload-cursor";
import { requireProject } from "@/app/session";
import { countWaiting } from "@/app/waiting-runs";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { FORMAT_LABELS } from "@/components/uploads/format-label";
import { UploadFilter } from "@/components/uploads/upload-filter";
import { UploadList } from "@/components/uploads/upload-list";
import { UploadPanel } from "@/components/uploads/upload-panel";
import { getDb } from "@/db/client";
import { listUploads, UPLOAD_STATUSES } from "@/db/queries/get-upload";

export const metadata: Metadata = { title: "Uploads" };

const PAGE = 30;

export default async function UploadsPage({ searchParams }: PageProps<"/uploads">) {
  const project = await requireProject("/uploads");
  const { status: given, after: cursor } = await searchParams;
  const status = UPLOAD_STATUSES.find((each) => each === given) ?? null;
  const after = typeof cursor === "string" ? readUploadCursor(cursor) : null;
  const { uploads, next } = await listUploads(getDb(), project.id, { limit: PAGE, after, status });
  const waiting = await countWaiting(project);
  const isNarrowed = status !== null || after !== null;
  return (
    <>
      <PageHead title="Upload files of runs">
        Receipts, sessions of Claude Code or Codex, traces, exports of other tools, outcomes, or any log of runs. The
        same file twice changes nothing.
      </PageHead>
      <UploadPanel uploads={uploads} surroundings={{ labels: FORMAT_LABELS, waiting }} />
      {(uploads.length > 0 || isNarrowed) && (
        <Card title={after ? "Earlier uploads" : "Latest uploads"}>
          <UploadFilter status={status ?? ""} />
          {uploads.length > 0 ? (
            <UploadList uploads={uploads} />
          ) : (
            <p className="text-dim">No upload is in this state.</p>
          )}
          <nav aria-label="Pages of uploads" className="mt-4 flex flex-wrap gap-3 empty:hidden">
            {after && (
              <Link href={hrefOf(status, null)} className={buttonClass("quiet")}>
                Latest
              </Link>
            )}
            {next && (
              <Link href={hrefOf(status, writeUploadCursor(next))} className={buttonClass("quiet")}>
                Earlier
              </Link>
            )}
          </nav>
        </Card>
      )}
    </>
  );
}

function hrefOf(status: string | null, after: string | null) {
  return { pathname: "/uploads", query: { ...(status && { status }), ...(after && { after }) } } as const;
}
