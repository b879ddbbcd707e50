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
ALTER TABLE "price_overrides" DROP CONSTRAINT "price_overrides_project_id_model_from_day_pk";--> statement-breakpoint
ALTER TABLE "price_overrides" ADD COLUMN "service_tier" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "price_overrides" ADD CONSTRAINT "price_overrides_project_id_model_service_tier_from_day_pk" PRIMARY KEY("project_id","model","service_tier","from_day");--> statement-breakpoint
ALTER TABLE "price_overrides" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "price_overrides" ADD COLUMN "saved_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "model_sent" text;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "effort_sent" text;--> statement-breakpoint
ALTER TABLE "model_aliases" ADD CONSTRAINT "model_aliases_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_changes" ADD CONSTRAINT "price_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rewrites" ADD CONSTRAINT "rewrites_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rewrites_by_start" ON "rewrites" USING btree ("project_id","started_at");--> statement-breakpoint
ALTER TABLE "price_overrides" ADD CONSTRAINT "price_overrides_tier" CHECK ("price_overrides"."service_tier" in ('', 'fast', 'flex', 'batch', 'priority'));