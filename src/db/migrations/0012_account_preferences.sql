CREATE TABLE "account_preferences" (
	"account_id" integer NOT NULL,
	"values" jsonb NOT NULL,
	CONSTRAINT "pk_account_preferences" PRIMARY KEY("account_id")
);
--> statement-breakpoint
ALTER TABLE "account_preferences" ADD CONSTRAINT "fk_account_preferences_account_id" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;