DELETE FROM "play_blocks";--> statement-breakpoint
CREATE TABLE "address_places" (
	"ip_address" "inet" NOT NULL,
	"city" text,
	"region" text,
	"country" text,
	"country_code" text,
	"latitude" double precision,
	"longitude" double precision,
	"looked_up_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pk_address_places" PRIMARY KEY("ip_address")
);
--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "deliveries" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "bandwidths" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "video_codecs" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "audio_codecs" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "albums" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "credits_first_ms" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "play_blocks" ADD COLUMN "credits_final_ms" "bytea" NOT NULL;