import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import { formatJsonPointer } from "../source/json-pointer.js";
import type { Place } from "../source/source-text.js";
import type { CheckedType } from "../typescript/program.js";
import type { PropertyAccess } from "./typed.js";

/** A value that is read from a root through properties. */
export interface TypedPath {
  readonly path: readonly PropertyAccess[];
  readonly type: CheckedType;
  readonly mayBeAbsent: boolean;
}

/** Starts a path at a value of its own. */
export function rootPath(type: CheckedType): TypedPath {
  return { path: [], type, mayBeAbsent: type.mayBeAbsent };
}

/** Goes on from a value along a JSON Pointer; undefined if the type can have nothing there. */
export function readPath(
  start: TypedPath,
  pointer: readonly string[],
  { place, of }: { readonly place: Place; readonly of: string },
  diagnostics: Diagnostics,
): TypedPath | undefined {
  let found = start;
  for (const [index, key] of pointer.entries()) {
    const { type, mayBeAbsent, path } = found;
    const member = type.at(key);
    if (!member) {
      const shown = formatJsonPointer(pointer.slice(0, index + 1));
      if (type.kind === "unknown") {
        const construct = `reading ${shown} from a value whose type is ${type.text}`;
        diagnostics.report("unsupported", place, { construct });
      } else {
        const parameters = { ...unknownName(key, type.propertyNames), pointer: shown, of };
        diagnostics.report("pointer-not-found", place, parameters);
      }
      return undefined;
    }
    found = {
      path: [
        ...path,
        { key, isIndex: type.kind === "array", isOptional: mayBeAbsent || type.allowsNull },
      ],
      type: member,
      mayBeAbsent: mayBeAbsent || type.allowsNull || member.mayBeAbsent,
    };
  }
  return found;
}
