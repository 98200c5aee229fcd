DELETE FROM "play_blocks";--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "items" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "players" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "addresses" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "offsets_ms" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "lengths_ms" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "paused_ms" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "fractions" "bytea" NOT NULL;