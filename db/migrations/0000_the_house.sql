CREATE TABLE "api_keys" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "api_keys_hash" UNIQUE("hash"),
	CONSTRAINT "api_keys_scopes" CHECK ("api_keys"."scopes" <@ array['ingest', 'read', 'decide', 'admin'])
);
--> statement-breakpoint
CREATE TABLE "cells" (
	"project_id" text NOT NULL,
	"day" date NOT NULL,
	"workflow" text NOT NULL,
	"step" text NOT NULL,
	"model" text NOT NULL,
	"effort" text NOT NULL,
	"service_tier" text NOT NULL,
	"lane" text NOT NULL,
	"harness" text NOT NULL,
	"assign" text NOT NULL,
	"policy_version" integer NOT NULL,
	"state" text NOT NULL,
	"unknown" smallint NOT NULL,
	"n" bigint NOT NULL,
	"n_acc" bigint NOT NULL,
	"n_rej" bigint NOT NULL,
	"n_aban" bigint NOT NULL,
	"n_err" bigint NOT NULL,
	"n_first" bigint NOT NULL,
	"n_stop" bigint NOT NULL,
	"n_stop_acc" bigint NOT NULL,
	"c_sum" numeric NOT NULL,
	"c_sq" numeric NOT NULL,
	"c_acc" numeric NOT NULL,
	"h_sum" bigint NOT NULL,
	"h_sq" numeric NOT NULL,
	"h_acc" bigint NOT NULL,
	"ch_sum" numeric NOT NULL,
	"r_sum" bigint NOT NULL,
	"r_sq" numeric NOT NULL,
	"e_sum" bigint NOT NULL,
	"e_sq" numeric NOT NULL,
	"t_sum" bigint NOT NULL,
	"t_sq" numeric NOT NULL,
	"v_sum" bigint NOT NULL,
	"v_sq" numeric NOT NULL,
	"uncached_input" bigint NOT NULL,
	"cache_read" bigint NOT NULL,
	"cache_write" bigint NOT NULL,
	"output" bigint NOT NULL,
	"reasoning" bigint NOT NULL,
	"tool_errors" bigint NOT NULL,
	"c_max" bigint NOT NULL,
	CONSTRAINT "cells_project_id_day_workflow_step_model_effort_service_tier_lane_harness_assign_policy_version_state_unknown_pk" PRIMARY KEY("project_id","day","workflow","step","model","effort","service_tier","lane","harness","assign","policy_version","state","unknown"),
	CONSTRAINT "cells_state" CHECK ("cells"."state" in ('resolved', 'pending')),
	CONSTRAINT "cells_unknown" CHECK ("cells"."unknown" between 0 and 511),
	CONSTRAINT "cells_statuses" CHECK ("cells"."n_acc" + "cells"."n_rej" + "cells"."n_aban" + "cells"."n_err" = case "cells"."state" when 'pending' then 0 else "cells"."n" end),
	CONSTRAINT "cells_parts" CHECK ("cells"."n_first" <= "cells"."n" and "cells"."n_stop" <= "cells"."n" and "cells"."n_stop_acc" <= least("cells"."n_stop", "cells"."n_acc") and "cells"."c_acc" <= "cells"."c_sum" and "cells"."h_acc" <= "cells"."h_sum"),
	CONSTRAINT "cells_signs" CHECK (least("cells"."n", "cells"."n_acc", "cells"."n_rej", "cells"."n_aban", "cells"."n_err", "cells"."n_first", "cells"."n_stop", "cells"."n_stop_acc") >= 0 and least("cells"."c_sum", "cells"."c_sq", "cells"."c_acc", "cells"."h_sum", "cells"."h_sq", "cells"."h_acc", "cells"."ch_sum", "cells"."r_sum", "cells"."r_sq", "cells"."e_sum", "cells"."e_sq", "cells"."t_sum", "cells"."t_sq", "cells"."v_sum", "cells"."v_sq", "cells"."uncached_input", "cells"."cache_read", "cells"."cache_write", "cells"."output", "cells"."reasoning", "cells"."tool_errors", "cells"."c_max") >= 0)
);
--> statement-breakpoint
CREATE TABLE "mappings" (
	"project_id" text NOT NULL,
	"fields_hash" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mappings_project_id_fields_hash_pk" PRIMARY KEY("project_id","fields_hash")
);
--> statement-breakpoint
CREATE TABLE "price_overrides" (
	"project_id" text NOT NULL,
	"model" text NOT NULL,
	"from_day" date NOT NULL,
	"input_nano_usd_per_million" bigint NOT NULL,
	"cache_read_nano_usd_per_million" bigint,
	"cache_write_nano_usd_per_million" bigint,
	"output_nano_usd_per_million" bigint NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_overrides_project_id_model_from_day_pk" PRIMARY KEY("project_id","model","from_day"),
	CONSTRAINT "price_overrides_signs" CHECK (least("price_overrides"."input_nano_usd_per_million", "price_overrides"."cache_read_nano_usd_per_million", "price_overrides"."cache_write_nano_usd_per_million", "price_overrides"."output_nano_usd_per_million") >= 0)
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_id" CHECK ("projects"."id" ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"duration_ms" bigint,
	"workflow" text NOT NULL,
	"step" text NOT NULL,
	"model" text NOT NULL,
	"effort" text,
	"service_tier" text,
	"status" text NOT NULL,
	"task_id" text,
	"lane" text,
	"harness" text,
	"provider" text,
	"decision_id" text,
	"assign" text DEFAULT 'switch' NOT NULL,
	"policy_version" integer DEFAULT 0 NOT NULL,
	"uncached_input_tokens" bigint,
	"cache_read_tokens" bigint,
	"cache_write_tokens" bigint,
	"output_tokens" bigint,
	"reasoning_tokens" bigint,
	"usage_sent" jsonb,
	"reported_cost_nano_usd" bigint,
	"computed_cost_nano_usd" bigint,
	"cost_nano_usd" bigint,
	"cost_source" text NOT NULL,
	"price_version" text,
	"tool_calls" integer,
	"tool_errors" integer,
	"retries" integer,
	"validation_failures" integer,
	"human_edits" integer,
	"human_milli_minutes" bigint,
	"first_pass" boolean,
	"stopped_early" boolean,
	"stop_reason" text,
	"labels" jsonb,
	"unknown" smallint NOT NULL,
	"upload_id" text,
	"upload_line" integer,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"amended_at" timestamp with time zone,
	CONSTRAINT "receipts_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "receipts_id" CHECK (length("receipts"."id") between 1 and 200),
	CONSTRAINT "receipts_status" CHECK ("receipts"."status" in ('accepted', 'rejected', 'abandoned', 'errored', 'pending')),
	CONSTRAINT "receipts_tier" CHECK ("receipts"."service_tier" in ('standard', 'fast', 'flex', 'batch', 'priority')),
	CONSTRAINT "receipts_assign" CHECK ("receipts"."assign" in ('switch', 'routed', 'random')),
	CONSTRAINT "receipts_counts" CHECK (least("receipts"."duration_ms", "receipts"."tool_calls", "receipts"."tool_errors", "receipts"."retries", "receipts"."validation_failures", "receipts"."human_edits", "receipts"."human_milli_minutes", "receipts"."policy_version") >= 0),
	CONSTRAINT "receipts_tokens" CHECK (least("receipts"."uncached_input_tokens", "receipts"."cache_read_tokens", "receipts"."cache_write_tokens", "receipts"."output_tokens", "receipts"."reasoning_tokens", 0) >= 0),
	CONSTRAINT "receipts_cost" CHECK (case "receipts"."cost_source"
        when 'reported' then "receipts"."cost_nano_usd" is not null and "receipts"."cost_nano_usd" = "receipts"."reported_cost_nano_usd"
        when 'computed' then "receipts"."reported_cost_nano_usd" is null and "receipts"."cost_nano_usd" is not null and "receipts"."cost_nano_usd" = "receipts"."computed_cost_nano_usd" and "receipts"."price_version" is not null
        when 'unpriced' then "receipts"."cost_nano_usd" is null and "receipts"."reported_cost_nano_usd" is null and "receipts"."computed_cost_nano_usd" is null
        else false end),
	CONSTRAINT "receipts_cost_sign" CHECK (least("receipts"."cost_nano_usd", "receipts"."computed_cost_nano_usd", 0) >= 0),
	CONSTRAINT "receipts_unknown" CHECK ("receipts"."unknown" between 0 and 511)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_project_id_name_pk" PRIMARY KEY("project_id","name")
);
--> statement-breakpoint
CREATE TABLE "sign_in_secrets" (
	"project_id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_in_secrets_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "upload_rejects" (
	"project_id" text NOT NULL,
	"upload_id" text NOT NULL,
	"position" integer NOT NULL,
	"line" bigint NOT NULL,
	"receipt_id" text,
	"errors" jsonb NOT NULL,
	CONSTRAINT "upload_rejects_project_id_upload_id_position_pk" PRIMARY KEY("project_id","upload_id","position")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"filename" text NOT NULL,
	"format" text,
	"mapping" jsonb,
	"status" text DEFAULT 'running' NOT NULL,
	"error" text,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"total_bytes" bigint,
	"received" bigint DEFAULT 0 NOT NULL,
	"inserted" bigint DEFAULT 0 NOT NULL,
	"amended" bigint DEFAULT 0 NOT NULL,
	"duplicates" bigint DEFAULT 0 NOT NULL,
	"unpriced" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "uploads_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "uploads_id" CHECK (length("uploads"."id") between 1 and 100),
	CONSTRAINT "uploads_status" CHECK ("uploads"."status" in ('running', 'done', 'failed')),
	CONSTRAINT "uploads_counts" CHECK (least("uploads"."bytes", "uploads"."received", "uploads"."inserted", "uploads"."amended", "uploads"."duplicates", "uploads"."unpriced", "uploads"."rejected") >= 0)
);
--> statement-breakpoint
CREATE TABLE "usage_lines" (
	"project_id" text NOT NULL,
	"receipt_id" text NOT NULL,
	"position" integer NOT NULL,
	"model" text NOT NULL,
	"effort" text,
	"uncached_input_tokens" bigint,
	"cache_read_tokens" bigint,
	"cache_write_tokens" bigint,
	"output_tokens" bigint,
	"reasoning_tokens" bigint,
	"reported_cost_nano_usd" bigint,
	"outcome" text,
	CONSTRAINT "usage_lines_project_id_receipt_id_position_pk" PRIMARY KEY("project_id","receipt_id","position"),
	CONSTRAINT "usage_lines_counts" CHECK (least("usage_lines"."position", "usage_lines"."uncached_input_tokens", "usage_lines"."cache_read_tokens", "usage_lines"."cache_write_tokens", "usage_lines"."output_tokens", "usage_lines"."reasoning_tokens", "usage_lines"."reported_cost_nano_usd") >= 0)
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cells" ADD CONSTRAINT "cells_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mappings" ADD CONSTRAINT "mappings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_overrides" ADD CONSTRAINT "price_overrides_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_secrets" ADD CONSTRAINT "sign_in_secrets_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_rejects" ADD CONSTRAINT "upload_rejects_project_id_upload_id_uploads_project_id_id_fk" FOREIGN KEY ("project_id","upload_id") REFERENCES "public"."uploads"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_lines" ADD CONSTRAINT "usage_lines_project_id_receipt_id_receipts_project_id_id_fk" FOREIGN KEY ("project_id","receipt_id") REFERENCES "public"."receipts"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "receipts_by_start" ON "receipts" USING btree ("project_id","started_at","id");