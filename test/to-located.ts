import { parseDocument } from "../generator/1-load/parse/parse-document.js";
import { type Located, rootOf } from "../generator/source/located.js";

/** Plain data as the whole of a document that was read. */
export function toLocated(value: object): Located {
  const text = JSON.stringify(value);
  return rootOf(
    parseDocument({
      path: "/document.json",
      name: "document.json",
      projectName: "document.json",
      text,
    }).document,
  );
}
