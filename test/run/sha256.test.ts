import { createHash, createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Sha256 } from "../../templates/runtime/sha256.js";

const text = "Größe € 😀 \ud800";

async function hexOf(hash: Sha256): Promise<string> {
  return Buffer.from(await hash.digest()).toString("hex");
}

describe.each(["Node's own hashes", "Web Crypto"])("by %s", (by) => {
  const spies = {
    "Node's own hashes": () => vi.spyOn(process, "getBuiltinModule"),
    "Web Crypto": () => vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined),
  };

  beforeEach(() => {
    spies[by as keyof typeof spies]();
  });

  afterEach(() => {
    expect(process.getBuiltinModule, "it was asked for").toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  test("text is hashed as UTF-8", async () => {
    const hash = new Sha256();
    hash.update(text);
    expect(await hexOf(hash)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  });

  test("without data the hash is that of nothing", async () => {
    expect(await hexOf(new Sha256())).toBe(createHash("sha256").digest("hex"));
  });

  test("parts of every kind are hashed one after the other", async () => {
    const bytes = new Uint8Array([9, 1, 2, 3, 9]);
    const hash = new Sha256();
    hash.update("a");
    hash.update(bytes.subarray(1, 4));
    hash.update(bytes.buffer);
    hash.update(new DataView(bytes.buffer, 3, 2));
    const whole = Buffer.from([97, 1, 2, 3, 9, 1, 2, 3, 9, 3, 9]);
    expect(await hexOf(hash)).toBe(createHash("sha256").update(whole).digest("hex"));
  });

  test.each([text, new Uint8Array([0, 255, 7]).subarray(1), "long".repeat(50)])(
    "under a key it is an HMAC (%#)",
    async (key) => {
      const hash = new Sha256(key);
      hash.update("a");
      hash.update("b");
      expect(await hexOf(hash)).toBe(createHmac("sha256", key).update("ab").digest("hex"));
    },
  );

  test("reset forgets the data and keeps the key", async () => {
    const hash = new Sha256("key");
    hash.update("forgotten");
    hash.reset();
    hash.update("a");
    expect(await hexOf(hash)).toBe(createHmac("sha256", "key").update("a").digest("hex"));
  });
});
