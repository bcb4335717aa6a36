import { isLoopback } from "../../source/is-loopback.js";
import type { SourceText } from "../../source/source-text.js";
import { decodeText } from "./read-source-text.js";

const mostRedirects = 5;
const mostBytes = 64 * 2 ** 20;
const seconds = 30;

/**
 * Fetches a document over HTTPS, or over HTTP from a loopback address. A document from another host must not refer to a
 * loopback address. Sends no credentials.
 *
 * @param from the location of the document that names this one
 */
export async function fetchSourceText(
  url: string,
  from: string,
): Promise<SourceText | { problem: string }> {
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    let hop = new URL(url);
    let previous = URL.canParse(from) ? new URL(from) : undefined;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const objection = objectionTo(hop, previous);
      if (objection !== undefined) return { problem: objection };
      const response = await fetch(hop, { redirect: "manual", credentials: "omit", signal });
      const target = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || target === null) {
        if (response.ok) return await readBody(response, hop.href);
        await response.body?.cancel();
        return { problem: `the server responded with the status ${response.status}` };
      }
      await response.body?.cancel();
      if (!URL.canParse(target, hop)) return { problem: "the server redirects to an invalid URL" };
      [previous, hop] = [hop, new URL(target, hop)];
    }
    return { problem: `the server redirects more than ${mostRedirects} times` };
  } catch (error) {
    return { problem: describeFailure(error) };
  }
}

/** The reason why a URL must not be fetched; undefined if it may be fetched. */
function objectionTo(url: URL, from: URL | undefined): string | undefined {
  const isHere = isLoopback(url);
  if (url.username !== "" || url.password !== "") return "the URL contains credentials";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere)) {
    return "only HTTPS is allowed, or HTTP to a loopback address";
  }
  const comesFromElsewhere =
    from !== undefined && /^https?:$/.test(from.protocol) && !isLoopback(from);
  if (isHere && comesFromElsewhere) return "a remote document may not refer to this machine";
  return undefined;
}

async function readBody(
  response: Response,
  location: string,
): Promise<SourceText | { problem: string }> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    chunks.push(read.value);
    if (size <= mostBytes) continue;
    await reader?.cancel();
    return { problem: `it is larger than ${mostBytes / 2 ** 20} MiB` };
  }
  return decodeText(location, Buffer.concat(chunks));
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `the server did not respond within ${seconds} seconds`;
  const { cause = error } = error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOTFOUND") return "its host was not found";
  if (code === "ECONNREFUSED") return "its host refused the connection";
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}
