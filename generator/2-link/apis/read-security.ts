import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { isSwagger } from "../../model/description.js";
import type { Resolve } from "../../model/linked.js";
import type {
  OAuthFlow,
  RequiredScheme,
  SecurityKind,
  SecurityRequirement,
  SecurityScheme,
} from "../../model/linked-security.js";
import {
  child,
  entriesOf,
  itemsOf,
  keyPlaceOf,
  type Located,
  placeOf,
  rootOf,
  textAt,
} from "../../source/located.js";
import { findUrlFault } from "../../source/url-fault.js";

/**
 * The Security Requirement Objects of the operation, or else of the description; undefined if neither has a `security`
 * field. An alternative with an undeclared scheme is reported and omitted.
 * @see https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object
 */
export function readSecurity(
  operation: Located,
  description: Located,
  resolve: Resolve,
  diagnostics: Diagnostics,
): readonly SecurityRequirement[] | undefined {
  const list = child(operation, "security") ?? child(description, "security");
  if (!list) return undefined;
  return itemsOf(list).flatMap((requirement) => {
    const schemes = entriesOf(requirement).map(([name, scopes]): RequiredScheme | undefined => {
      const scheme = readScheme(name, scopes, description, resolve, diagnostics);
      const texts = itemsOf(scopes).flatMap(({ value }) =>
        typeof value === "string" ? [value] : [],
      );
      return scheme && { scheme, scopes: texts };
    });
    const known = schemes.filter((scheme) => scheme !== undefined);
    return known.length === schemes.length ? [known] : [];
  });
}

function readScheme(
  name: string,
  requirement: Located,
  description: Located,
  resolve: Resolve,
  diagnostics: Diagnostics,
): SecurityScheme | undefined {
  // The names of the entry document come first, then the names of the file that contains the requirement.
  const owners = [description, rootOf(requirement.document)];
  const section = isSwagger(description)
    ? ["securityDefinitions"]
    : ["components", "securitySchemes"];
  const declared = owners.map((owner) => child(owner, ...section));
  const component = declared
    .map((list) => child(list, name))
    .find((scheme) => scheme !== undefined);
  // In OpenAPI 3.2, the name can be a reference.
  const isReference = name.includes("#");
  const reference =
    component ?? (isReference ? { ...requirement, value: { $ref: name } } : undefined);
  if (!reference) {
    const known = [...new Set(declared.flatMap((list) => entriesOf(list).map(([key]) => key)))];
    const place = keyPlaceOf(requirement);
    const parameters = { ...unknownName(name, known), section: section.join(".") };
    diagnostics.report("security-scheme-not-found", place, parameters);
    return undefined;
  }
  const at = resolve(reference);
  const kind = at && readKind(at, diagnostics);
  if (at && !kind) diagnostics.report("security-scheme-unclear", placeOf(at), { name });
  const shortName = component ? name : (name.split("/").at(-1) ?? name);
  return at && kind && { name: shortName, at, kind };
}

/** Undefined if the type is unknown or a required field is missing. */
function readKind(at: Located, diagnostics: Diagnostics): SecurityKind | undefined {
  const type = textAt(at, "type");
  switch (type) {
    case "apiKey": {
      const [name, place] = [textAt(at, "name"), textAt(at, "in")];
      const isPlace = place === "header" || place === "query" || place === "cookie";
      return name !== undefined && isPlace ? { type, in: place, name } : undefined;
    }
    case "http": {
      const scheme = textAt(at, "scheme");
      return scheme === undefined ? undefined : { type, scheme };
    }
    // OpenAPI 2.0
    case "basic":
      return { type: "http", scheme: type };
    case "oauth2": {
      const old = oldFlowNames.get(textAt(at, "flow") ?? "");
      const entries = old === undefined ? entriesOf(child(at, "flows")) : [[old, at] as const];
      return { type, flows: entries.map((each) => readFlow(each, diagnostics)) };
    }
    case "openIdConnect":
      return { type, url: textAt(at, "openIdConnectUrl") };
    case "mutualTLS":
      return { type };
    default:
      return undefined;
  }
}

/** The names of OpenAPI 2.0, which has one flow for each scheme. */
const oldFlowNames: ReadonlyMap<string, string> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

function readFlow([name, at]: readonly [string, Located], diagnostics: Diagnostics): OAuthFlow {
  for (const field of ["tokenUrl", "refreshUrl"]) {
    const url = child(at, field);
    const problem = typeof url?.value === "string" ? findUrlFault(url.value.trim()) : undefined;
    if (url && problem !== undefined) {
      diagnostics.report("url-ambiguous", placeOf(url), { field, problem });
    }
  }
  return { name, tokenUrl: textAt(at, "tokenUrl"), refreshUrl: textAt(at, "refreshUrl") };
}
