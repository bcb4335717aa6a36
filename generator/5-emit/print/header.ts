import { Code } from "../../code/code.js";
import { ownershipMark } from "../../source/ownership-mark.js";
import { readPackageFile } from "../../source/package-file.js";

const { version } = readPackageFile();

/** The first lines of a file, by which people, linters and code hosts recognize generated code. */
export function header(sourceName: string): Code {
  const mark = `${ownershipMark.slice("// ".length)} ${version}`;
  const origin = Code.lineComment(
    `${mark} from ${sourceName}; DO NOT EDIT.`,
    Number.MAX_SAFE_INTEGER,
  );
  return Code.of`${origin}\n/* eslint-disable */\n// @generated`;
}
