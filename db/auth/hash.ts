import { createHash, randomBytes } from "node:crypto";

/** SHA-256, hex. Enough for secrets that are long and random: there is nothing to guess from a list. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** 256 random bits as text that can be copied in one go. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}
