CREATE TABLE "recovery_codes" (
	"account_id" integer NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pk_recovery_codes" PRIMARY KEY("account_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_steps" (
	"token_hash" text NOT NULL,
	"kind" text NOT NULL,
	"account_id" integer,
	"value_sealed" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pk_sign_in_steps" PRIMARY KEY("token_hash")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "totp_used_step" integer;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "fk_recovery_codes_account_id" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_steps" ADD CONSTRAINT "fk_sign_in_steps_account_id" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_sign_in_steps_account_id" ON "sign_in_steps" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "ix_sign_in_steps_expires_at" ON "sign_in_steps" USING btree ("expires_at");