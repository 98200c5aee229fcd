CREATE TABLE "play_stream_changes" (
	"play_id" integer NOT NULL,
	"at_ms" integer NOT NULL,
	"stream_snapshot_id" integer NOT NULL,
	CONSTRAINT "pk_play_stream_changes" PRIMARY KEY("play_id","at_ms")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "announced" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "stream_changes" jsonb;--> statement-breakpoint
ALTER TABLE "play_stream_changes" ADD CONSTRAINT "fk_play_stream_changes_play_id" FOREIGN KEY ("play_id") REFERENCES "public"."plays"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "play_stream_changes" ADD CONSTRAINT "fk_play_stream_changes_stream_snapshot_id" FOREIGN KEY ("stream_snapshot_id") REFERENCES "public"."stream_snapshots"("id") ON DELETE no action ON UPDATE no action;