/** The hash that the AWS signer asks for, made of what every runtime has: Web Crypto. */

/** Bytes, or text that is read as UTF-8. */
export type Sha256Input = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 of what `update` is given, or HMAC-SHA-256 under a key. */
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

  /** Resolves with 32 bytes. */
  async digest(): Promise<Uint8Array> {
    const data = joinBytes(this.#chunks);
    const { subtle } = globalThis.crypto;
    if (this.#key === undefined) return new Uint8Array(await subtle.digest("SHA-256", data));
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await subtle.importKey("raw", joinBytes([this.#key]), algorithm, false, ["sign"]);
    return new Uint8Array(await subtle.sign("HMAC", key, data));
  }
}

function joinBytes(parts: readonly Sha256Input[]) {
  const chunks = parts.map(toBytes);
  const joined = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}

function toBytes(data: Sha256Input): Uint8Array {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (!ArrayBuffer.isView(data)) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
