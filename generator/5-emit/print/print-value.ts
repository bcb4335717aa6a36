import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import { viewType } from "../../code/view-type.js";
import type { Scalar } from "../../model/linked.js";
import type {
  PlannedChangedArray,
  PlannedChecked,
  PlannedEntry,
  PlannedQueryText,
  PlannedRead,
  PlannedTextPart,
  PlannedValue,
} from "../../model/planned-values.js";
import { isUnknown } from "../../model/type-node.js";
import type { Absence } from "../../model/typed.js";

export function printValue(value: PlannedValue): Code {
  switch (value.kind) {
    case "literal":
      return Code.literal(value.value).from(value.place);
    case "read":
      return printRead(value);
    case "text": {
      const [only, ...others] = value.parts;
      if (typeof only === "object" && others.length === 0) {
        return printTextPart(only).from(value.place);
      }
      return Code.template(
        value.parts.map((part) => (typeof part === "string" ? part : printTextPart(part))),
      ).from(value.place);
    }
    case "checked":
      return printChecked(value);
    case "if-given": {
      const given = Code.of`${Code.literal(value.key)} in ${printRead(value.owner)}`;
      return Code.choice(given, printRead(value.value), Code.of`undefined`).from(value.place);
    }
    case "if-status": {
      const { response, statuses } = value;
      const status = Code.of`${Code.name(response)}.status`;
      const tests = statuses.map((each) => Code.of`${status} === ${Code.literal(each)}`);
      const test = Code.group(Code.chain(tests, "||"));
      return Code.choice(test, printRead(value.value), Code.of`undefined`).from(value.place);
    }
    case "array":
      return Code.array(value.items.map(printValue)).from(value.place);
    case "object": {
      const base = value.base ? [Code.of`...${printRead(value.base)}`] : [];
      return Code.object([...base, ...value.entries.map(printEntry)]).from(value.place);
    }
    case "changed-array":
      return printChangedArray(value);
    case "changed-unknown": {
      const { step, base, members, place } = value;
      const read = Code.literal(base.expression);
      const args = [Code.name(step), read, printRead(base), printValue(members)];
      return Code.call(runtime("withMembers"), args).from(place);
    }
  }
}

/** `[...items.slice(0, 2), other, ...items.slice(3)]` */
function printChangedArray({ base, isBaseOptional, replaced, added, place }: PlannedChangedArray) {
  const read = printRead(base);
  const array = isBaseOptional ? Code.of`(${read} ?? [])` : read;
  const slice = (start: number, end?: number) => {
    if (start === end) return [];
    if (start === 0 && end === undefined) return [Code.of`...${array}`];
    const bounds = [start, ...(end === undefined ? [] : [end])].map((each) => Code.literal(each));
    return [Code.of`...${Code.call(Code.of`${array}.slice`, bounds)}`];
  };
  const parts = replaced.flatMap(({ index, value }, position) => {
    const end = replaced[position + 1]?.index;
    return [printValue(value), ...slice(index + 1, end)];
  });
  const first = slice(0, replaced[0]?.index);
  return Code.array([...first, ...parts, ...added.map(printValue)]).from(place);
}

export function printRead({ selection, ...read }: PlannedRead): Code {
  if (!selection) return printSource(read);
  const source = printSource(read);
  if (selection.kind !== "nodes") {
    const query = printQuery("xpathWith", selection.query);
    return Code.call(runtime(functionsOfXml[selection.kind]), [source, query]).from(read.place);
  }
  const find = runtime("findNodes");
  const { query, type } = selection;
  const typed = isUnknown(type) ? find : Code.typeReference(find, [viewType(type)]);
  return Code.call(typed, [source, printQuery("jsonPathWith", query)]).from(read.place);
}

const functionsOfXml = {
  text: "textInXml",
  number: "numberInXml",
  boolean: "booleanInXml",
  texts: "textsInXml",
  "only-text": "onlyTextInXml",
} as const;

type QueryPart = string | PlannedValue | PlannedQueryText;

/** @param tag the runtime function that replaces the values by the rules of the language */
export function printQuery(tag: "jsonPathWith" | "xpathWith", query: readonly QueryPart[]): Code {
  const [only = "", ...others] = query;
  return typeof only === "string" && others.length === 0
    ? Code.literal(only)
    : printFilled(runtime(tag), query);
}

/** A tagged template, which replaces values by the rules of the language. */
export function printFilled(tag: Code, parts: readonly QueryPart[]): Code {
  const filled = parts.map((part) => {
    if (typeof part === "string") return part;
    return part.kind === "query-text"
      ? printFilled(runtime("textWith"), part.parts)
      : printValue(part);
  });
  return Code.of`${tag}${Code.template(filled)}`;
}

function printSource({
  variable,
  path,
  unknownPath,
  place,
  isXmlText,
}: Omit<PlannedRead, "selection">): Code {
  if (isXmlText) return Code.call(runtime("xmlText"), [Code.name(variable)]).from(place);
  const accesses = path.map(({ key, isIndex, isBracketed, isOptional }) =>
    Code.access(key, isIndex, isOptional, isBracketed),
  );
  const read = Code.join([Code.name(variable), ...accesses], "");
  if (unknownPath.length === 0) return read.from(place);
  const keys = Code.array(unknownPath.map((key) => Code.literal(key)));
  return Code.call(runtime("readPointer"), [read, keys]).from(place);
}

function printChecked({ step, value: read, kinds, place }: PlannedChecked): Code {
  return Code.call(runtime("checkKind"), [
    Code.name(step),
    Code.literal(read.expression),
    printRead(read),
    Code.array(kinds.map((kind) => Code.literal(kind))),
  ]).from(place);
}

function printTextPart({ value, isText, within }: PlannedTextPart): Code {
  const printed = printValue(value);
  if (within === "xml") return Code.of`${runtime("toXmlText")}(${printed})`;
  if (within === "query") return Code.of`${runtime("toQueryText")}(${printed})`;
  return isText ? printed : Code.of`${runtime("toText")}(${printed})`;
}

export function printEntry({ name, namePlace, value, isLeftOutWhen }: PlannedEntry): Code {
  const key = typeof name === "string" ? Code.key(name) : Code.of`[${printTextPart(name)}]`;
  const printed = printValue(value);
  const isShorthand =
    value.kind === "read" &&
    !value.selection &&
    value.path.length + value.unknownPath.length === 0 &&
    value.variable === name;
  const entry = isShorthand
    ? Code.name(name).from(namePlace, value.place)
    : Code.entry(key.from(namePlace, value.place), printed);
  if (!isLeftOutWhen) return entry;
  const tested = printValue(withoutConversion(value));
  return Code.of`...(${printPresence(tested, isLeftOutWhen)} && ${Code.object([entry])})`;
}

/** The value that a conversion or check is applied to. */
function withoutConversion(value: PlannedValue): PlannedValue {
  if (value.kind === "checked") return value.value;
  const [part] = value.kind === "text" ? value.parts : [];
  return typeof part === "object" ? withoutConversion(part.value) : value;
}

export function printPresence(value: Code, absence: Absence): Code {
  if (absence.undefined && absence.null) return Code.of`${value} != null`;
  return absence.null ? Code.of`${value} !== null` : Code.of`${value} !== undefined`;
}

export function printJson(value: unknown): Code {
  if (Array.isArray(value)) return Code.array(value.map(printJson));
  if (typeof value === "object" && value !== null) {
    return Code.object(
      Object.entries(value).map(([key, item]) => Code.entry(Code.key(key), printJson(item))),
    );
  }
  return Code.literal(isScalar(value) ? value : null);
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value) || value === null;
}
