import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requireProject } from "@/app/session";
import { countWaiting } from "@/app/waiting-runs";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { RejectTable } from "@/components/uploads/reject-table";
import { UndoForm } from "@/components/uploads/undo-form";
import { UploadMapping } from "@/components/uploads/upload-mapping";
import { UploadSummary } from "@/components/uploads/upload-summary";
import { getDb } from "@/db/client";
import { getUndoForecast } from "@/db/queries/get-undo-forecast";
import { getUpload } from "@/db/queries/get-upload";
import { isUndoable } from "@/db/queries/is-undoable";
import { listUploadRejects } from "@/db/queries/list-upload-rejects";
import { submitCancel, submitUndo } from "./actions";

export const metadata: Metadata = { title: "Upload" };

const REJECTS_SHOWN = 50;

export default async function UploadPage({ params, searchParams }: PageProps<"/uploads/[upload_id]">) {
  const uploadId = decodeURIComponent((await params).upload_id);
  const project = await requireProject(`/uploads/${encodeURIComponent(uploadId)}`);
  const upload = await getUpload(getDb(), project.id, uploadId);
  if (!upload) notFound();
  const { value: rejects = [] } = await listUploadRejects(getDb(), project.id, uploadId).next();
  const waiting = await countWaiting(project);
  const isOffered = await isUndoable(getDb(), project.id, uploadId);
  const isAsked = (await searchParams).undo === "ask";
  const forecast = isAsked ? await getUndoForecast(getDb(), project.id, uploadId) : null;
  const crumb = (
    <Link href="/uploads" className="underline">
      Uploads
    </Link>
  );
  return (
    <>
      <PageHead crumb={crumb} title={<span className="wrap-anywhere">{upload.filename}</span>} />
      <UploadSummary upload={upload} waiting={waiting} onCancel={submitCancel.bind(null, uploadId)} />
      {(isOffered || isAsked) && (
        <UndoForm upload={upload} forecast={forecast} onUndo={submitUndo.bind(null, uploadId)} />
      )}
      {upload.mapping && (
        <Card title="Mapping" sub="Which of its fields became which of ours.">
          <UploadMapping mapping={upload.mapping} />
        </Card>
      )}
      {upload.rejected > 0 && (
        <Card title="Rejected">
          <RejectTable uploadId={uploadId} rejects={rejects.slice(0, REJECTS_SHOWN)} total={upload.rejected} />
        </Card>
      )}
    </>
  );
}
