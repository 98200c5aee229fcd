ALTER TABLE "sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_state" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_offset_ms" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_watched_ms" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_paused_ms" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "ck_sessions_confirmed_state" CHECK ("sessions"."confirmed_state" in ('playing', 'paused', 'buffering', 'error'));