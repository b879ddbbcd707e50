ALTER TABLE "upload_rejects" ADD COLUMN "file" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "files" jsonb;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "files_not_shown" integer DEFAULT 0 NOT NULL;