import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { BodyPlan, GroupPlan, HeaderPlan, OperationPlan } from "../../model/planned-api.js";
import { viewTogether } from "./view-path.js";

interface HeaderEntry {
  readonly name: string;
  readonly value: Code;
  /** The value is always a string. */
  readonly isText: boolean;
}

/** All headers except those that authenticate. */
export function viewHeaders(plan: OperationPlan): Code {
  const { accept, cookie, body, headers } = plan;
  const isGiven = (name: string) => headers.some((header) => header.name === name);
  const own: readonly HeaderEntry[] = [
    ...(accept === undefined
      ? []
      : [{ name: "accept", value: Code.literal(accept), isText: true }]),
    ...(cookie && !isGiven("cookie") ? [viewCookie(cookie)] : []),
    ...(body ? viewContentType(body) : []),
  ];
  const given = headers.map((header) => viewHeader(header, own));
  const entries = [...given, ...own.filter(({ name }) => !isGiven(name))];
  const isText = entries.every((entry) => entry.isText);
  const object = Code.object(
    entries.map(({ name, value }) => Code.of`${Code.key(name)}: ${value}`),
  );
  return isText ? object : Code.call(runtime("toHeaders"), [object]);
}

/** A header parameter overrides the operation's own header of the same name. */
function viewHeader(header: HeaderPlan, own: readonly HeaderEntry[]): HeaderEntry {
  const { name, parameter, isOptional, groupIsOptional, style } = header;
  const read = Code.of`request.header${Code.access(parameter, false, groupIsOptional)}`;
  const fallback = own.find((entry) => entry.name === name);
  const isText = style === "text" && (!isOptional || fallback?.isText === true);
  const value = viewHeaderValue(read, header);
  if (!fallback || !isOptional) return { name, value, isText };
  const isChoice = fallback.value.text.includes(" ? ");
  const other = isChoice ? Code.of`(${fallback.value})` : fallback.value;
  return { name, value: Code.of`${value} ?? ${other}`, isText };
}

function viewHeaderValue(read: Code, { style, kind, explode, separator }: HeaderPlan): Code {
  switch (style) {
    case "text":
      return read;
    case "simple": {
      if (kind === "scalar") return read;
      const options = [
        Code.of`kind: ${Code.literal(kind)}`,
        ...(explode ? [Code.of`explode: true`] : []),
        ...(separator === undefined ? [] : [Code.of`separator: ${Code.literal(separator)}`]),
      ];
      return Code.call(runtime("headerText"), [read, Code.object(options)]);
    }
    case "json":
      return Code.call(runtime("headerJson"), [read]);
  }
}

function viewCookie(cookie: GroupPlan): HeaderEntry {
  const callee = runtime("toCookies");
  const value = viewTogether(callee, Code.of`request.cookie`, cookie.styles);
  return { name: "cookie", value, isText: false };
}

/** `fetch` sets the content type of a multipart form, which contains the boundary of its parts. */
function viewContentType({ isOptional, contents }: BodyPlan): readonly HeaderEntry[] {
  const [only, other] = contents;
  if (!only || contents.every(({ kind }) => kind === "multipart")) return [];
  if (other) {
    const value = Code.of`request.contentType`;
    return [{ name: "content-type", value, isText: !isOptional }];
  }
  const type = Code.literal(only.contentType);
  const value = isOptional ? Code.of`request.body === undefined ? undefined : ${type}` : type;
  return [{ name: "content-type", value, isText: !isOptional }];
}
