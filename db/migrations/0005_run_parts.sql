CREATE TABLE "run_parts" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"run_id" text NOT NULL,
	"part" jsonb NOT NULL,
	"upload_ids" text[] NOT NULL,
	CONSTRAINT "run_parts_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "recognised_by" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "left_out" jsonb;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "service_tier" text;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD COLUMN "cache_write_1h_tokens" bigint;--> statement-breakpoint
ALTER TABLE "run_parts" ADD CONSTRAINT "run_parts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_parts_by_run" ON "run_parts" USING btree ("project_id","run_id");