CREATE TABLE "cost_caps" (
	"project_id" text NOT NULL,
	"workflow" text NOT NULL,
	"step" text NOT NULL,
	"cap_nano_usd" bigint NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cost_caps_project_id_workflow_step_pk" PRIMARY KEY("project_id","workflow","step"),
	CONSTRAINT "cost_caps_positive" CHECK ("cost_caps"."cap_nano_usd" > 0)
);
--> statement-breakpoint
-- Until now no cost was capped: a cell's sum is what was spent.
ALTER TABLE "cells" ADD COLUMN "n_cap" bigint NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE "cells" ALTER COLUMN "n_cap" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "cells" ADD COLUMN "c_raw" numeric;--> statement-breakpoint
UPDATE "cells" SET "c_raw" = "c_sum";--> statement-breakpoint
ALTER TABLE "cells" ALTER COLUMN "c_raw" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "cost_caps" ADD CONSTRAINT "cost_caps_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cells" ADD CONSTRAINT "cells_capped" CHECK ("cells"."n_cap" between 0 and "cells"."n" and "cells"."c_raw" >= "cells"."c_sum");