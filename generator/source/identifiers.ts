import { camelCase, kebabCase, pascalCase } from "change-case";

/** Words that are not allowed as names of variables in a module, and globals that generated code uses. */
const reservedNames = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new null
  package private protected public return static super switch this throw true try typeof undefined var
  void while with yield async of type Infinity NaN globalThis Array Boolean Date Error Exclude Extract
  JSON Map Math Number Object Omit Pick Promise Record Readonly ReadonlyArray RegExp Set String Symbol
  URL encodeURIComponent require module exports any bigint boolean never number object string symbol
  unknown`.split(/\s+/),
);

export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

/** Names such as `constructor`, which every object inherits. */
export function isInherited(name: string): boolean {
  return Object.hasOwn(Object.prototype, name);
}

/** `list-jobs` becomes `listJobs`. A valid identifier keeps its letters. */
export function toValueName(text: string): string {
  const name = isIdentifier(text) && !text.includes("_") ? lowerFirst(text) : camelCase(text);
  return toIdentifier(name, "value");
}

/** `list-jobs` becomes `ListJobs`. A valid identifier keeps its letters. */
export function toTypeName(text: string): string {
  const name = isIdentifier(text) && !text.includes("_") ? upperFirst(text) : pascalCase(text);
  return toIdentifier(name, "Type");
}

/** `listJobs` becomes `list-jobs`: only lower case, so that no two files differ only in case. */
export function toFileName(text: string): string {
  const name = kebabCase(text).replace(/[^a-z0-9-]+/g, "-");
  const trimmed = name.replace(/^-+|-+$/g, "").slice(0, 100) || "unnamed";
  // Windows reserves these names for devices, with any extension.
  return /^(con|prn|aux|nul|com\d|lpt\d)$/.test(trimmed) ? `${trimmed}-` : trimmed;
}

/** Reserves the wanted name, or the first free name of `name2`, `name3`, … */
export function takeName(wanted: string, taken: Set<string>, separator = ""): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${separator}${count}`;
  taken.add(name);
  return name;
}

function toIdentifier(name: string, fallback: string): string {
  const letters = name.replace(/[^\p{ID_Continue}$]/gu, "");
  const started = isIdentifier(letters) ? letters : `${letters === "" ? fallback : "_"}${letters}`;
  return reservedNames.has(started) ? `${started}_` : started;
}

/** Lowers all capitals of a leading acronym: `URLMap` becomes `urlMap`. */
function lowerFirst(text: string): string {
  const capitals = /^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/.exec(text)?.[0] ?? "";
  return capitals.toLowerCase() + text.slice(capitals.length);
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
