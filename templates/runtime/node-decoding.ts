/** Decodes the content of responses with Node's decoders, which are loaded when they are needed. */

/** The maximum number of nested codings, because each takes memory. */
const maxCodings = 5;

/**
 * Decodes gzip, deflate and br, chunk by chunk.
 * @param encoding the header `content-encoding`, which lists codings in the order in which they were applied
 * @throws Error on reading, if the coding is not supported or the content is not valid
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-content-encoding
 */
export async function* decodeContent(
  content: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const codings = encoding
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > maxCodings) throw new Error("the content has too many codings");
  yield* codings.reduceRight(decode, content);
}

async function* decode(
  content: AsyncIterable<Uint8Array>,
  coding: string,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const chunks = content[Symbol.asyncIterator]();
  const first = await chunks.next();
  // The response to a HEAD, for example, has no content.
  if (first.done) return;
  const { pipeline } = await importNodeModule<NodeStream>("node:stream");
  const decoder = createDecoder(await importNodeModule<NodeZlib>("node:zlib"), coding, first.value);
  const all = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  // Errors are thrown on reading.
  yield* pipeline(all, decoder, () => {});
}

function createDecoder(zlib: NodeZlib, coding: string, start: Uint8Array): Decoder {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return zlib.createGunzip();
    case "deflate":
      // Some servers leave out the header of zlib, whose first byte ends with the number of the method.
      return ((start[0] ?? 0) & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
    case "br":
      return zlib.createBrotliDecompress();
    default:
      throw new Error(`the content encoding is not supported: ${coding}`);
  }
}

/** Bundlers ignore this import, and it compiles without the types of Node. */
export function importNodeModule<Module>(name: string): Promise<Module> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}

type Decoder = AsyncIterable<Uint8Array>;

interface NodeZlib {
  createGunzip(): Decoder;
  createInflate(): Decoder;
  createInflateRaw(): Decoder;
  createBrotliDecompress(): Decoder;
}

interface NodeStream {
  pipeline(
    source: () => AsyncIterable<Uint8Array>,
    decoder: Decoder,
    done: () => void,
  ): AsyncIterable<Uint8Array>;
}
