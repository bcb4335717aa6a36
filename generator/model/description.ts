import { child, derive, itemsOf, type Located, textAt } from "../source/located.js";
import { isWebLocation } from "../source/location.js";

/** Whether an OpenAPI Object is of version 2.0. */
export function isSwagger(description: Located): boolean {
  const version = child(description, "swagger")?.value;
  return (typeof version === "string" || typeof version === "number") && /^2/.test(`${version}`);
}

/**
 * The Server Objects of an OpenAPI Object, a path item or an operation. In version 2.0 there is one, which is encrypted
 * if it can be.
 * @param owner the operation, its path item or the description itself
 */
export function serversOf(owner: Located, description: Located): readonly Located[] {
  if (!isSwagger(description)) return itemsOf(child(owner, "servers"));
  const schemes = child(owner, "schemes");
  if (owner !== description && !schemes) return [];
  const host = textAt(description, "host")?.trim();
  const path = (textAt(description, "basePath") ?? "").trim();
  const at = child(description, "host") ?? child(description, "basePath");
  if (!at) return [];
  if (!host) return [derive({ url: path || "/" }, at)];
  return [derive({ url: `${schemeOf(schemes, description)}://${host}${path}` }, at)];
}

/** Without `schemes`, the scheme is that of the description's own URL. */
function schemeOf(schemes: Located | undefined, { document }: Located): string {
  const names = itemsOf(schemes).map(({ value }) => value);
  const declared = ["https", "http"].find((scheme) => names.includes(scheme));
  if (declared) return declared;
  const location = document.source.path;
  return isWebLocation(location) ? new URL(location).protocol.slice(0, -1) : "https";
}
