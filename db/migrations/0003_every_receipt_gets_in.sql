CREATE TABLE "model_aliases" (
	"project_id" text NOT NULL,
	"sent" text NOT NULL,
	"model" text NOT NULL,
	"effort" text,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_aliases_project_id_sent_pk" PRIMARY KEY("project_id","sent"),
	CONSTRAINT "model_aliases_other" CHECK ("model_aliases"."sent" <> "model_aliases"."model" or "model_aliases"."effort" is not null)
);
--> statement-breakpoint
CREATE TABLE "price_changes" (
	"project_id" text NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"model" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "price_changes_project_id_number_pk" PRIMARY KEY("project_id","number"),
	CONSTRAINT "price_changes_kind" CHECK ("price_changes"."kind" in ('override', 'alias', 'rewrite'))
);
--> statement-breakpoint
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
CREATE TABLE "rewrites" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"after_id" text DEFAULT '' NOT NULL,
	"total" bigint NOT NULL,
	"read" bigint DEFAULT 0 NOT NULL,
	"changed" bigint DEFAULT 0 NOT NULL,
	"sums" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"price_version" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "rewrites_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "rewrites_kind" CHECK ("rewrites"."kind" in ('preview', 'prices', 'names')),
	CONSTRAINT "rewrites_status" CHECK ("rewrites"."status" in ('running', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "run_parts" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"run_id" text NOT NULL,
	"part" jsonb NOT NULL,
	"upload_ids" text[] NOT NULL,
	CONSTRAINT "run_parts_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
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
ALTER TABLE "price_overrides" ADD COLUMN "service_tier" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "price_overrides" DROP CONSTRAINT "price_overrides_project_id_model_from_day_pk";--> statement-breakpoint
ALTER TABLE "price_overrides" ADD CONSTRAINT "price_overrides_project_id_model_service_tier_from_day_pk" PRIMARY KEY("project_id","model","service_tier","from_day");--> statement-breakpoint
ALTER TABLE "price_overrides" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "price_overrides" ADD COLUMN "saved_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "model_sent" text;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "effort_sent" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "recognised_by" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "left_out" jsonb;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "cancel_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "removed" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "put_back" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "undo_before" bigint;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "undone_to" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "service_tier" text;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "cache_write_1h_tokens" bigint;--> statement-breakpoint
ALTER TABLE "model_aliases" ADD CONSTRAINT "model_aliases_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_changes" ADD CONSTRAINT "price_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_changes" ADD CONSTRAINT "receipt_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rewrites" ADD CONSTRAINT "rewrites_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_parts" ADD CONSTRAINT "run_parts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "receipt_changes_by_upload" ON "receipt_changes" USING btree ("project_id","upload_id","number") WHERE "receipt_changes"."upload_id" is not null;--> statement-breakpoint
CREATE INDEX "rewrites_by_start" ON "rewrites" USING btree ("project_id","started_at");--> statement-breakpoint
CREATE INDEX "run_parts_by_run" ON "run_parts" USING btree ("project_id","run_id");--> statement-breakpoint
CREATE INDEX "receipts_pending" ON "receipts" USING btree ("project_id","started_at","id") WHERE "receipts"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "receipts_by_task" ON "receipts" USING btree ("project_id","task_id") WHERE "receipts"."task_id" is not null;--> statement-breakpoint
CREATE INDEX "uploads_by_start" ON "uploads" USING btree ("project_id","started_at","id");--> statement-breakpoint
ALTER TABLE "price_overrides" ADD CONSTRAINT "price_overrides_tier" CHECK ("price_overrides"."service_tier" in ('', 'fast', 'flex', 'batch', 'priority'));--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_status" CHECK ("uploads"."status" in ('running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_counts" CHECK (least("uploads"."bytes", "uploads"."received", "uploads"."inserted", "uploads"."amended", "uploads"."duplicates", "uploads"."unpriced", "uploads"."rejected", "uploads"."removed", "uploads"."put_back") >= 0);