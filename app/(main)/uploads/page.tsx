import type { Metadata } from "next";
import { requireProject } from "@/app/session";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { UploadList } from "@/components/uploads/upload-list";
import { UploadPanel } from "@/components/uploads/upload-panel";
import { getDb } from "@/db/client";
import { listUploads } from "@/db/queries/get-upload";

export const metadata: Metadata = { title: "Uploads" };

export default async function UploadsPage() {
  const project = await requireProject("/uploads");
  const { uploads } = await listUploads(getDb(), project.id, { limit: 50 });
  return (
    <>
      <PageHead title="Upload a file of runs">
        Receipts, or any log of runs: you say once which of its fields is what. The same file twice changes nothing.
      </PageHead>
      <UploadPanel uploads={uploads} />
      {uploads.length > 0 && (
        <Card title="Latest uploads">
          <UploadList uploads={uploads} />
        </Card>
      )}
    </>
  );
}
