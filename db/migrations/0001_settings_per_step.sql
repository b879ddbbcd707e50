CREATE TABLE "setting_changes" (
	"project_id" text NOT NULL,
	"number" bigint NOT NULL,
	"workflow" text NOT NULL,
	"step" text NOT NULL,
	"name" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "setting_changes_project_id_number_pk" PRIMARY KEY("project_id","number"),
	CONSTRAINT "setting_changes_number" CHECK ("setting_changes"."number" >= 1),
	CONSTRAINT "setting_changes_scope" CHECK (("setting_changes"."workflow" = '') = ("setting_changes"."step" = '')),
	CONSTRAINT "setting_changes_change" CHECK ("setting_changes"."before" is distinct from "setting_changes"."after")
);
--> statement-breakpoint
ALTER TABLE "settings" DROP CONSTRAINT "settings_project_id_name_pk";--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "workflow" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "step" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_project_id_workflow_step_name_pk" PRIMARY KEY("project_id","workflow","step","name");--> statement-breakpoint
ALTER TABLE "setting_changes" ADD CONSTRAINT "setting_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_scope" CHECK (("settings"."workflow" = '') = ("settings"."step" = ''));