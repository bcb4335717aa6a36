/** SHA-256 for the AWS signer, computed by Node's crypto module if available, else by Web Crypto. */

import { joinBytes } from "./join-bytes.js";

/** Bytes, or a string that is hashed as UTF-8. */
export type Sha256Input = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 of the chunks, or HMAC-SHA-256 if there is a key. */
export class Sha256 {
  readonly #key: Sha256Input | undefined;
  #chunks: Sha256Input[] = [];

  constructor(key?: Sha256Input) {
    this.#key = key;
  }

  update(data: Sha256Input): void {
    this.#chunks.push(data);
  }

  reset(): void {
    this.#chunks = [];
  }

  async digest(): Promise<Uint8Array> {
    const key = this.#key;
    const node = nodeCrypto();
    if (node) {
      const hash =
        key === undefined ? node.createHash("sha256") : node.createHmac("sha256", toBytes(key));
      for (const chunk of this.#chunks) hash.update(toBytes(chunk));
      return hash.digest();
    }
    const { subtle } = crypto;
    const data = joinBytes(this.#chunks.map(toBytes));
    if (key === undefined) return new Uint8Array(await subtle.digest("SHA-256", data));
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const imported = await subtle.importKey("raw", joinBytes([toBytes(key)]), algorithm, false, [
      "sign",
    ]);
    return new Uint8Array(await subtle.sign("HMAC", imported, data));
  }
}

interface NodeHash {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
}

interface NodeCrypto {
  createHash(algorithm: string): NodeHash;
  createHmac(algorithm: string, key: Uint8Array): NodeHash;
}

/**
 * Node's crypto module is several times as fast as Web Crypto, which computes each hash in another thread.
 * Bundlers do not detect this use of Node.
 */
function nodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => NodeCrypto | undefined };
  };
  return process?.getBuiltinModule?.("crypto");
}

function toBytes(data: Sha256Input): Uint8Array {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (!ArrayBuffer.isView(data)) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
