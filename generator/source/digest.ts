import { createHash } from "node:crypto";

/** What tells a text from all others, in hexadecimal. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
