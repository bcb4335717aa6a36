import type { Description, Part } from "./description.js";

/** An operation, and which requests are its. */
export interface Operation {
  readonly method: string;
  readonly at: Part;
  /** Those of its path item that it does not override, and its own; references followed. */
  readonly parameters: readonly Part[];
  /** Finds the path and, in groups by `names`, the values of path parameters as they were sent. */
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** The query that the description has written into the path. */
  readonly query: string;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Every operation; those with the fewest path parameters first. */
export function listOperations(description: Description): readonly Operation[] {
  return description
    .members(description.root, "paths")
    .flatMap(([template, item]) =>
      description
        .members(item)
        .filter(([method]) => methods.includes(method))
        .map(([method, at]) => ({
          method: method.toUpperCase(),
          at,
          parameters: parametersOf(description, item, at),
          ...readTemplate(template),
        })),
    )
    .sort((a, b) => a.names.length - b.names.length);
}

function parametersOf(description: Description, item: Part, operation: Part): readonly Part[] {
  const all = [item, operation]
    .flatMap((owner) => description.members(owner, "parameters"))
    .map(([, parameter]) => description.follow(parameter));
  const key = (part: Part) => `${description.text(part, "in")} ${description.text(part, "name")}`;
  return [...new Map(all.map((part) => [key(part), part])).values()];
}

/** What follows `#` in a path only tells operations apart. */
function readTemplate(template: string): Pick<Operation, "pattern" | "names" | "query"> {
  const [before = ""] = template.split("#");
  const [path = "", query = ""] = before.split("?");
  const parts = path.split(/\{([^{}]+)\}/);
  const source = parts.map((part, index) => (index % 2 ? "([^/]*)" : literal(part))).join("");
  return {
    pattern: new RegExp(`^${source}$`),
    names: parts.filter((_, index) => index % 2),
    query,
  };
}

/** A text as it is, or percent-encoded. */
function literal(text: string): string {
  const characters = [...text].map((character) => {
    const encoded = encodeURIComponent(character);
    const escaped = character.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    return encoded === character ? escaped : `(?:${escaped}|${encoded})`;
  });
  return characters.join("");
}
