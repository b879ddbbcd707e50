CREATE TABLE "receipt_changes" (
	"project_id" text NOT NULL,
	"receipt_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "receipt_changes_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"changed_at" timestamp with time zone NOT NULL,
	"origin" text NOT NULL,
	"author" text,
	"upload_id" text,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "receipt_changes_project_id_receipt_id_number_pk" PRIMARY KEY("project_id","receipt_id","number"),
	CONSTRAINT "receipt_changes_origin" CHECK ("receipt_changes"."origin" in ('post', 'upload', 'outcomes', 'amend', 'review', 'undo', 'reprice')),
	CONSTRAINT "receipt_changes_change" CHECK ("receipt_changes"."before" <> "receipt_changes"."after")
);
--> statement-breakpoint
ALTER TABLE "receipt_changes" ADD CONSTRAINT "receipt_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "receipt_changes_by_upload" ON "receipt_changes" USING btree ("project_id","upload_id","number") WHERE "receipt_changes"."upload_id" is not null;--> statement-breakpoint
CREATE INDEX "receipts_pending" ON "receipts" USING btree ("project_id","started_at","id") WHERE "receipts"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "receipts_by_task" ON "receipts" USING btree ("project_id","task_id") WHERE "receipts"."task_id" is not null;