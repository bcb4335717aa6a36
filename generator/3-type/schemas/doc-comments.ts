import { child, type Located, textAt } from "../../source/located.js";
import { docKey, type SchemaCopy } from "./combine-schemas.js";

export function withDoc(schema: SchemaCopy, at: Located): SchemaCopy {
  const doc = docOf(at);
  return doc === undefined ? schema : { ...schema, [docKey]: doc };
}

export function docOf(at: Located): string | undefined {
  const description = textAt(at, "description");
  const isDeprecated = child(at, "deprecated")?.value === true;
  const text = [description, ...(isDeprecated ? ["@deprecated"] : [])].filter(Boolean).join("\n\n");
  return text === "" ? undefined : text;
}
