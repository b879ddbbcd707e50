CREATE TABLE "upload_parts" (
	"project_id" text NOT NULL,
	"upload_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "upload_parts_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"part_ids" text[] NOT NULL,
	CONSTRAINT "upload_parts_project_id_upload_id_number_pk" PRIMARY KEY("project_id","upload_id","number")
);
--> statement-breakpoint
ALTER TABLE "receipt_changes" DROP CONSTRAINT "receipt_changes_origin";--> statement-breakpoint
DROP INDEX "run_parts_by_upload";--> statement-breakpoint
ALTER TABLE "run_parts" ADD COLUMN "versions" jsonb;--> statement-breakpoint
ALTER TABLE "receipt_changes" ADD CONSTRAINT "receipt_changes_origin" CHECK ("receipt_changes"."origin" in ('post', 'upload', 'outcomes', 'amend', 'review', 'undo', 'reprice', 'moved'));--> statement-breakpoint
-- Uploads of before are found by their notes, too: a row for five thousand parts, as a batch writes it.
INSERT INTO "upload_parts" ("project_id", "upload_id", "part_ids")
SELECT "project_id", "upload_id", array_agg("id") FROM (
	SELECT "project_id", "id", source AS "upload_id", (row_number() OVER (PARTITION BY "project_id", source) - 1) / 5000 AS batch
	FROM "run_parts", unnest("upload_ids") AS source WHERE source <> ''
) AS known GROUP BY "project_id", "upload_id", batch;
