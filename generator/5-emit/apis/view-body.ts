import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { ContentPlan, OperationPlan } from "../../model/planned-api.js";
import type { TypeNode } from "../../model/type-node.js";
import { viewXmlType } from "../print/view-xml-type.js";
import { viewTogether } from "./view-path.js";

/** The encoded body; undefined if the operation has no body. */
export function viewBody({ body }: OperationPlan): Code | undefined {
  if (!body) return undefined;
  const { isOptional, contents } = body;
  const written = contents.map((content) => viewContent(content));
  const [first = Code.of`undefined`] = written;
  if (written.every(({ text }) => text === first.text)) {
    const isAsItIs = first.text === "request.body";
    if (!isOptional || isAsItIs) return first;
    return Code.choice(Code.of`request.body === undefined`, Code.of`undefined`, first);
  }
  return contents.reduceRight<Code | undefined>((rest, { contentType }, index) => {
    const value = written[index] ?? first;
    if (!rest && !isOptional) return value;
    const test = Code.of`request.contentType === ${Code.literal(contentType)}`;
    return Code.choice(test, value, rest ?? Code.of`undefined`);
  }, undefined);
}

function viewContent({ kind, type, xml, styles, separators, partTypes }: ContentPlan): Code {
  const value = Code.of`request.body`;
  switch (kind) {
    case "json":
      return Code.of`JSON.stringify(${value})`;
    case "form": {
      const encoded = viewTogether(runtime("toUrlEncoded"), value, styles);
      const isText = Code.of`typeof ${value} === "string"`;
      return mayBeString(type) ? Code.choice(isText, value, encoded) : encoded;
    }
    case "multipart": {
      const types = partTypes.map(({ name, contentType }) => {
        return Code.of`${Code.key(name)}: ${Code.literal(contentType)}`;
      });
      const joined = separators.map(({ name, separator }) => {
        return Code.of`${Code.key(name)}: ${Code.literal(separator)}`;
      });
      const values =
        joined.length > 0 ? Code.call(runtime("joinLists"), [value, Code.object(joined)]) : value;
      const rest = types.length > 0 ? [Code.object(types)] : [];
      return Code.call(runtime("toFormData"), [values, ...rest]);
    }
    case "xml":
      return xml ? Code.call(runtime("writeXml"), [viewXmlType(xml), value]) : value;
    case "text":
    case "bytes":
      return value;
  }
}

function mayBeString(type: TypeNode): boolean {
  const members = type.kind === "union" ? type.members : [type];
  return members.some((each) => each.kind === "keyword" && each.name === "string");
}
