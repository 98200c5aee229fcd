ALTER TABLE "sessions" ADD COLUMN "listed" jsonb;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "is_initial" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "is_watched" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "marker" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "buffer_warned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "import_id" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "imported_values" jsonb;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "fk_sessions_import_id" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE set null ON UPDATE no action;