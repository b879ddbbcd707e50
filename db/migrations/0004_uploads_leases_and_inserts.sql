CREATE TABLE "upload_inserts" (
	"project_id" text NOT NULL,
	"upload_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "upload_inserts_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"receipt_ids" text[] NOT NULL,
	CONSTRAINT "upload_inserts_project_id_upload_id_number_pk" PRIMARY KEY("project_id","upload_id","number")
);
--> statement-breakpoint
ALTER TABLE "uploads" DROP CONSTRAINT "uploads_status";--> statement-breakpoint
ALTER TABLE "uploads" DROP CONSTRAINT "uploads_counts";--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "cancel_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "removed" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "put_back" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "undo_before" bigint;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "undone_to" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "uploads_by_start" ON "uploads" USING btree ("project_id","started_at","id");--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_status" CHECK ("uploads"."status" in ('running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_counts" CHECK (least("uploads"."bytes", "uploads"."received", "uploads"."inserted", "uploads"."amended", "uploads"."duplicates", "uploads"."unpriced", "uploads"."rejected", "uploads"."removed", "uploads"."put_back") >= 0);