ALTER TABLE "notification_outbox" ADD COLUMN "order_key" text;--> statement-breakpoint
ALTER TABLE "notification_outbox" ADD COLUMN "log_id" integer;--> statement-breakpoint
ALTER TABLE "notification_outbox" ADD COLUMN "finished_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notification_outbox" ADD CONSTRAINT "fk_notification_outbox_log_id" FOREIGN KEY ("log_id") REFERENCES "public"."notification_log"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_notification_outbox_notifier_id_order_key" ON "notification_outbox" USING btree ("notifier_id","order_key") WHERE "notification_outbox"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "ix_notification_outbox_log_id" ON "notification_outbox" USING btree ("log_id");