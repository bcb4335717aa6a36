import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { Scalar } from "../../model/linked.js";
import type {
  Absence,
  PlannedChecked,
  PlannedEntry,
  PlannedRead,
  PlannedTextPart,
  PlannedValue,
} from "../../model/planned-values.js";

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
    case "object":
      return Code.object(value.entries.map(printEntry)).from(value.place);
  }
}

export function printRead({ variable, path, unknownPath, place }: PlannedRead): Code {
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

function printTextPart({ value, isText, isXml }: PlannedTextPart): Code {
  const printed = printValue(value);
  if (isXml) return Code.of`${runtime("toXmlText")}(${printed})`;
  return isText ? printed : Code.of`${runtime("toText")}(${printed})`;
}

export function printEntry({ name, namePlace, value, isLeftOutWhen }: PlannedEntry): Code {
  const key = typeof name === "string" ? Code.key(name) : Code.of`[${printTextPart(name)}]`;
  const printed = printValue(value);
  const isShorthand =
    value.kind === "read" &&
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
