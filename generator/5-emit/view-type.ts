import type { TypeText } from "../3-type/typed.js";
import { Code } from "./code.js";

/** A type as it follows a colon or an equals sign: after a space, or in lines of its own. */
export function viewType(type: TypeText): Code {
  return type.typeText.startsWith("\n") ? Code.type(type) : Code.of` ${Code.type(type)}`;
}
