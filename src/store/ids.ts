import { createHash, hash } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Derives a short id from what it stands for: the same parts give the same id in every process and database.
 *
 * @returns 12 letters and digits (60 bits); none of them i, l, o or u, which people misread
 */
export function deriveId(...parts: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  return [...digest.subarray(0, 12)].map((byte) => alphabet[byte & 31]).join("");
}

/** A digest that tells whether two texts differ. */
export function contentHash(...parts: readonly unknown[]): string {
  return hash("sha256", JSON.stringify(parts), "base64url").slice(0, 22);
}
